//! A connection's bounded outbox.
