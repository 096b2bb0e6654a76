//! What people do with their own accounts, through the real hub.

mod sessions;
