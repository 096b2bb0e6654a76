//! Changes of single objects, made by the `qpdf` program over its JSON, so that nothing else of the file is touched.

use super::IntakeError;
use super::page_tree::DEFAULT_SIZE;
use super::qpdf::{Qpdf, QpdfError, REWRITE, judge};
use super::refusal::IntakeRefusal;
use super::root::Leftovers;
use lopdf::ObjectId;
use serde_json::{Map, Value, json};
use std::path::Path;

/// What the changes are written to.
const CHANGES: &str = "--update-from-json=changes.json";

impl Qpdf {
    /// Takes entries out of the trailer and the catalog of the clean file in `folder`, and whatever only they named.
    pub fn take_out(&self, leftovers: &Leftovers, folder: &Path) -> Result<Vec<u8>, IntakeError> {
        std::fs::rename(folder.join("clean.pdf"), folder.join("flat.pdf")).map_err(QpdfError::from)?;
        let catalog = &leftovers.catalog_object;
        self.change("flat.pdf", &["trailer", catalog], folder, |object, entries| {
            let keys = if object == "trailer" {
                &leftovers.trailer
            } else {
                &leftovers.catalog
            };
            entries.retain(|key, _| !keys.contains(key));
        })?;
        let write = ["flat.pdf", CHANGES, "clean.pdf"];
        self.write_clean(folder, &[&REWRITE[2..], write.as_slice()].concat())
    }

    /// Gives the root of an upload's page tree [`DEFAULT_SIZE`], which every page without a size inherits; `folder`
    /// is written to.
    pub fn give_size(
        &self,
        upload: &[u8],
        (number, generation): ObjectId,
        folder: &Path,
    ) -> Result<Vec<u8>, IntakeError> {
        std::fs::write(folder.join("upload.pdf"), upload).map_err(QpdfError::from)?;
        let root = format!("{number} {generation} R");
        self.change("upload.pdf", &[&root], folder, |_, entries| {
            entries.insert("/MediaBox".to_owned(), json!(DEFAULT_SIZE));
        })?;
        judge(&self.run(
            folder,
            &[
                "upload.pdf",
                CHANGES,
                "--object-streams=disable",
                "--deterministic-id",
                "sized.pdf",
            ],
        )?)?;
        Ok(std::fs::read(folder.join("sized.pdf")).map_err(QpdfError::from)?)
    }

    /// Writes what `change` makes of the dictionaries `objects` of `file`, given as `trailer` or `N G R`.
    fn change(
        &self,
        file: &str,
        objects: &[&str],
        folder: &Path,
        change: impl Fn(&str, &mut Map<String, Value>),
    ) -> Result<(), IntakeError> {
        let selected = objects.iter().map(|object| match object.split_once(' ') {
            Some((number, rest)) => format!("--json-object={number},{}", rest.trim_end_matches(" R")),
            None => format!("--json-object={object}"),
        });
        let mut arguments = vec!["--json=2".to_owned(), "--json-key=qpdf".to_owned()];
        arguments.extend(selected);
        arguments.push(file.to_owned());
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let shown = self.run(folder, &arguments)?;
        judge(&shown)?;
        let mut json: Value = serde_json::from_slice(&shown.stdout).map_err(|_| IntakeRefusal::Broken)?;
        for object in objects {
            let name = if object.contains(' ') {
                format!("obj:{object}")
            } else {
                (*object).to_owned()
            };
            if let Some(Value::Object(entries)) = json.pointer_mut(&format!("/qpdf/1/{name}/value")) {
                change(object, entries);
            }
        }
        Ok(std::fs::write(folder.join("changes.json"), json.to_string()).map_err(QpdfError::from)?)
    }
}
