//! Who may depend on whom (design 2.1).

use cargo_metadata::MetadataCommand;
use std::collections::BTreeMap;

/// Each crate of ours with the ones of ours that it may depend on.
const ORDER: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("pki", &["domain"]),
    ("actors", &["domain"]),
    ("store", &["domain"]),
    ("pdf", &["domain", "pki"]),
    ("recorder", &["domain", "pki"]),
    ("film", &["domain", "recorder"]),
    ("verify", &["domain", "pki", "pdf", "recorder"]),
    (
        "hub",
        &["domain", "pki", "actors", "store", "pdf", "recorder", "verify"],
    ),
    (
        "tests",
        &[
            "domain", "pki", "actors", "store", "pdf", "recorder", "verify", "hub",
        ],
    ),
];

#[test]
fn crates_depend_in_order() {
    let metadata = MetadataCommand::new().no_deps().exec().expect("cargo metadata");
    let order: BTreeMap<&str, &[&str]> = ORDER.iter().copied().collect();
    assert_eq!(
        metadata.packages.len(),
        order.len(),
        "a crate is missing from the order"
    );
    for package in &metadata.packages {
        let allowed = order
            .get(package.name.as_str())
            .unwrap_or_else(|| panic!("{} has no place", package.name));
        for dependency in package
            .dependencies
            .iter()
            .filter(|dependency| order.contains_key(dependency.name.as_str()))
        {
            let dev_only = dependency.kind == cargo_metadata::DependencyKind::Development;
            // Tests of a crate may use what stands below `hub`; products may not.
            let fits = allowed.contains(&dependency.name.as_str()) || (dev_only && dependency.name != "hub");
            assert!(fits, "{} must not depend on {}", package.name, dependency.name);
        }
    }
}
