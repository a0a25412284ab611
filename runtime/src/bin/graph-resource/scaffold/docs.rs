//! The documentation of the items.

use graph_resource_schema::{ApiVersion, QualifiedName};

/// Areas of the service whose pages are not named after the types alone.
const AREAS_WITH_OTHER_PAGES: [&str; 4] = [
    "deviceappmanagement",
    "devicemanagement",
    "officeconfiguration",
    "manageddevices",
];

/// Writes links to the reference.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pages {
    version: ApiVersion,
    has_pages: bool,
}

impl Pages {
    pub(crate) fn of(version: ApiVersion, path: &str) -> Self {
        let path = path.to_ascii_lowercase();
        let mut segments = path.split('/');
        Self {
            version,
            has_pages: !segments.any(|segment| AREAS_WITH_OTHER_PAGES.contains(&segment)),
        }
    }

    /// `` The entity type [`message`](https://…). ``
    pub(crate) fn sentence(self, kind: &str, ty: QualifiedName<'_>) -> String {
        let name = ty.name;
        match self.address(ty) {
            Some(address) => format!("The {kind} [`{name}`]({address})."),
            None => format!("The {kind} `{name}`."),
        }
    }

    /// The page of the type, which is named after the rest of its namespace and its name.
    fn address(self, ty: QualifiedName<'_>) -> Option<String> {
        let inner = ty.namespace.strip_prefix("microsoft.graph")?;
        if !self.has_pages {
            return None;
        }
        let page = match inner.strip_prefix('.') {
            Some(inner) => format!("{}-{}", inner.replace('.', "-"), ty.name),
            None => ty.name.to_owned(),
        };
        let view = match self.version {
            ApiVersion::V1 => "",
            ApiVersion::Beta => "?view=graph-rest-beta",
        };
        Some(format!(
            "https://learn.microsoft.com/graph/api/resources/{}{view}",
            page.to_ascii_lowercase()
        ))
    }
}
