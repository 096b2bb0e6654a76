//! What a worker that starts LibreOffice can reach: the system's programs and fonts to read, and its own folder.
//!
//! LibreOffice is large, reads dozens of formats, and fetches what a file names. So beside the limits, and the filter
//! that keeps it from calling anybody ([`super::forbidden_calls::Purpose::Office`]), Landlock keeps it from seeing
//! any file of this machine that it does not need (Linux, Documentation/userspace-api/landlock.rst).

use crate::office::converter::{FC_LIST, SETPRIV};
use landlock::{
    ABI, Access, AccessFs, BitFlags, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreated, RulesetCreatedAttr, RulesetError, RulesetStatus,
};
use std::path::Path;

/// Read: programs, libraries, fonts and their configuration; a source of random numbers.
const READABLE: [&str; 10] = [
    "/usr",
    "/lib",
    "/lib64",
    "/etc/fonts",
    "/etc/libreoffice",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/var/cache/fontconfig",
    "/var/spool/libreoffice",
    "/dev/urandom",
];
const NOWHERE: &str = "/dev/null";
/// The programs that load other programs, by architecture.
const LOADERS: [&str; 3] = [
    "/lib64/ld-linux-x86-64.so.2",
    "/lib/ld-linux-aarch64.so.1",
    "/lib/ld-linux-riscv64-lp64d.so.1",
];

/// Limits this process and all that it starts to those files, for good. The current directory is the job's folder.
///
/// # Errors
/// The kernel does not do that; a short reason.
pub fn restrict_files(program: &Path) -> Result<(), String> {
    let status = rules(program)
        .and_then(RulesetCreated::restrict_self)
        .map_err(|error| error.to_string())?;
    if status.ruleset == RulesetStatus::NotEnforced {
        return Err("Landlock is switched off".to_owned());
    }
    Ok(())
}

fn rules(program: &Path) -> Result<RulesetCreated, RulesetError> {
    let read = AccessFs::ReadFile | AccessFs::ReadDir;
    let execute = AccessFs::Execute | AccessFs::ReadFile;
    let devices = AccessFs::Execute | AccessFs::MakeBlock | AccessFs::MakeChar;
    let mut rules = Ruleset::default()
        // What came with the first version of Landlock must be there, the rest where the kernel knows it.
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(ABI::V1))?
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(ABI::V5))?
        .create()?;
    for path in READABLE {
        rules = allow(rules, Path::new(path), read)?;
    }
    rules = allow(
        rules,
        Path::new(NOWHERE),
        AccessFs::ReadFile | AccessFs::WriteFile,
    )?;
    for path in LOADERS.iter().chain(&[SETPRIV, FC_LIST]) {
        rules = allow(rules, Path::new(path), execute)?;
    }
    rules = allow(rules, program, execute)?;
    if let Some(installation) = installation(program) {
        rules = allow(rules, installation, read)?;
    }
    allow(rules, Path::new("."), AccessFs::from_all(ABI::V5) & !devices)
}

/// The folder with the program's libraries and facts: LibreOffice's programs stand in one called `program` below it.
fn installation(program: &Path) -> Option<&Path> {
    let programs = program.parent().filter(|folder| folder.ends_with("program"))?;
    programs.parent().filter(|folder| folder.parent().is_some())
}

/// Allows what is meant for files only where `path` is one. What is not there needs no rule.
fn allow(
    rules: RulesetCreated,
    path: &Path,
    access: BitFlags<AccessFs>,
) -> Result<RulesetCreated, RulesetError> {
    let Ok(place) = PathFd::new(path) else {
        return Ok(rules);
    };
    let access = if path.is_dir() {
        access
    } else {
        access & AccessFs::from_file(ABI::V5)
    };
    rules.add_rule(PathBeneath::new(place, access))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_folder_of_libreoffice_is_opened() {
        let found = |path| installation(Path::new(path));
        assert_eq!(
            found("/opt/office/program/soffice.bin"),
            Some(Path::new("/opt/office"))
        );
        assert_eq!(found("/program/soffice.bin"), None);
        assert_eq!(found("/nowhere/soffice.bin"), None);
    }
}
