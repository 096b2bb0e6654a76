//! The hub for effects that act through it: it holds their entities, so it stands only after them.

use crate::hub::Hub;
use actix_web::web;
use std::sync::{Arc, OnceLock};

/// The hub, once it stands.
#[derive(Clone, Default)]
pub struct LateHub(Arc<OnceLock<web::Data<Hub>>>);

impl LateHub {
    /// Gives it, once.
    pub fn stand(&self, hub: web::Data<Hub>) {
        let _ = self.0.set(hub);
    }

    /// `None` while the hub is being put together.
    pub fn get(&self) -> Option<&web::Data<Hub>> {
        self.0.get()
    }
}
