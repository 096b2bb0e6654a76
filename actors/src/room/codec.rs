//! What a room must be told: how frames are written, and which command says that somebody came or went.
