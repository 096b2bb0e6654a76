//! The operations of a running hub, read from the description that it gives of itself.

use anyhow::Context;
use hub::http::access::Access;
use serde_json::Value;
use tests::browser::Browser;

/// One operation of the description.
pub struct Operation {
    /// In capitals.
    pub method: String,
    /// Below `/api/v1`, with the names of its places in braces.
    pub path: String,
    pub access: Access,
}

/// Every operation that the hub describes.
pub fn of(anybody: &Browser) -> anyhow::Result<Vec<Operation>> {
    let described = anybody.get("/openapi.json")?.ok()?.json()?;
    let paths = described["paths"].as_object().context("no paths")?;
    let mut operations = Vec::new();
    for (path, methods) in paths {
        for (method, operation) in methods.as_object().context("no methods")? {
            operations.push(read(path, method, operation)?);
        }
    }
    Ok(operations)
}

fn read(path: &str, method: &str, operation: &Value) -> anyhow::Result<Operation> {
    let access = serde_json::from_value(operation["x-access"].clone());
    Ok(Operation {
        method: method.to_ascii_uppercase(),
        path: path.to_owned(),
        access: access.with_context(|| format!("{method} {path} does not say who may call it"))?,
    })
}
