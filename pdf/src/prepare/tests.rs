//! Preparing keeps every byte of the clean file and refuses what it cannot keep.

use super::*;
