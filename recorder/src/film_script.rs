//! Placeholder: the film script is written by the film helper.
