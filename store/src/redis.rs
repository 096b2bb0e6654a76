//! Redis: a bus between nodes, nothing more. Losing it costs latency, never data (design 2.4).

pub mod frame_bus;
