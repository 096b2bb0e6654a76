//! Documents that are taken in, and one document per reason to refuse.
