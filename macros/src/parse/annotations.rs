//! Which annotations the service sends, and which have to be selected.

/// The annotations that have to be selected, and the names that do it.
const SELECTED: &[(&str, &str)] = &[("@microsoft.graph.downloadUrl", "content.downloadUrl")];

/// The annotations of delta responses that have no `odata.`.
const OF_DELTAS: &[&str] = &["removed", "delta"];

/// What a name in JSON belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    Property,
    /// An annotation that `$select` asks for by this name.
    SelectedAnnotation(&'static str),
    /// An annotation that the service sends without being asked, such as `@odata.id`.
    AutomaticAnnotation,
    /// An annotation that the service may leave out where there is a `$select`.
    OtherAnnotation,
}

impl NameKind {
    pub(super) fn of(name: &str) -> Self {
        let Some((_, annotation)) = name.split_once('@') else {
            return NameKind::Property;
        };
        if let Some((_, selected)) = SELECTED.iter().find(|(known, _)| *known == name) {
            NameKind::SelectedAnnotation(selected)
        } else if annotation.starts_with("odata.") || OF_DELTAS.contains(&annotation) {
            NameKind::AutomaticAnnotation
        } else {
            NameKind::OtherAnnotation
        }
    }
}
