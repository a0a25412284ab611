//! What can be said on the command line.

use std::path::PathBuf;

use clap::ValueEnum;
use graph_resource::Cloud;
use graph_resource_schema::ApiVersion;

/// Writes what Microsoft Graph has, its types, properties, and functions, into the file `graph.schema`
///
/// The file belongs beside the program's Cargo.toml, and into its repository. It is made from the metadata that the
/// service publishes, which can be fetched without a token. It holds v1.0, beta, or both: a run writes one of them, and
/// keeps the other.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Writes the preview version, beta, instead of v1.0
    #[arg(long)]
    pub(super) beta: bool,
    /// Reads the metadata from a file instead of the service; `-` is standard input
    #[arg(long, value_name = "FILE.xml")]
    pub(super) from: Option<String>,
    /// Fetches the metadata of this cloud
    #[arg(long, value_enum, default_value_t, conflicts_with = "from")]
    pub(super) cloud: CloudName,
    /// Fetches the metadata from another root than that of a cloud, such as a gateway
    #[arg(long, value_name = "URL", conflicts_with_all = ["from", "cloud"])]
    pub(super) base_url: Option<String>,
    /// The file to write [default: graph.schema beside the Cargo.toml of this crate, or of its workspace if it is there]
    #[arg(long, short, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,
    /// Only checks whether the file is current, and exits with status 1 if it is not
    #[arg(long)]
    pub(super) check: bool,
}

impl Arguments {
    pub(super) fn version(&self) -> ApiVersion {
        if self.beta {
            ApiVersion::Beta
        } else {
            ApiVersion::V1
        }
    }

    /// The command that writes the same version of the same file with metadata from the service.
    pub(super) fn refresh(&self) -> String {
        self.refresh_of(self.version())
    }

    pub(super) fn refresh_of(&self, version: ApiVersion) -> String {
        let mut command = "graph-resource schema".to_owned();
        if version == ApiVersion::Beta {
            command.push_str(" --beta");
        }
        if let Some(output) = &self.output {
            command.push_str(&format!(" --output {}", output.display()));
        }
        command
    }
}

/// A cloud, as it is named on the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum CloudName {
    /// The global service
    #[default]
    Global,
    /// US Government L4 (GCC High)
    UsGov,
    /// US Government L5 (Department of Defense)
    UsGovDod,
    /// China, operated by 21Vianet
    China,
}

impl From<CloudName> for Cloud {
    fn from(name: CloudName) -> Self {
        match name {
            CloudName::Global => Self::Global,
            CloudName::UsGov => Self::UsGov,
            CloudName::UsGovDod => Self::UsGovDod,
            CloudName::China => Self::China,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use clap::{Parser, ValueEnum};
    use graph_resource::Cloud;
    use graph_resource_schema::ApiVersion;

    use super::{Arguments, CloudName};

    #[derive(Parser)]
    struct Command {
        #[command(flatten)]
        arguments: Arguments,
    }

    fn parse(arguments: &[&str]) -> Result<Arguments, clap::Error> {
        let words = ["schema"].iter().chain(arguments);
        Command::try_parse_from(words).map(|command| command.arguments)
    }

    #[test]
    fn the_command_that_mends_a_file_names_its_version_and_place() {
        for (arguments, expected) in [
            (&["--check"][..], "graph-resource schema"),
            (&["--beta", "--from", "-"], "graph-resource schema --beta"),
            (&["-o", "a/b"], "graph-resource schema --output a/b"),
        ] {
            assert_eq!(parse(arguments).unwrap().refresh(), expected);
        }
    }

    #[test]
    fn a_file_is_of_no_cloud() {
        for cloud in [
            &["--cloud", "china"][..],
            &["--base-url", "https://graph.contoso.com"],
        ] {
            let arguments = [&["--from", "a.xml"][..], cloud].concat();
            assert!(parse(&arguments).is_err(), "{arguments:?}");
        }
        let arguments = parse(&["--from", "a.xml", "-o", "b"]).unwrap();
        assert_eq!(arguments.version(), ApiVersion::V1);
        assert_eq!(arguments.output.as_deref(), Some(Path::new("b")));
    }

    #[test]
    fn clouds_are_named_as_in_the_library() {
        let named = |name| CloudName::from_str(name, false).map(Cloud::from);
        assert_eq!(named("global"), Ok(Cloud::Global));
        assert_eq!(named("us-gov"), Ok(Cloud::UsGov));
        assert_eq!(named("us-gov-dod"), Ok(Cloud::UsGovDod));
        assert_eq!(named("china"), Ok(Cloud::China));
    }
}
