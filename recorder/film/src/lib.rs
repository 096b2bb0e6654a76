//! The film worker: draws a film script and writes it as H.264 in MP4 (design 2.8). A process of its own, started
//! by the hub; nothing links it.
//!
//! Read in this order: [`scene`] (what stands in the picture at a time), [`theatre`] (draws it), [`reel`] (picture
//! by picture to the end), [`mp4`] (the encoder), [`renderer`] (which program drew it).

pub mod failure;
pub mod limits;
pub mod renderer;

pub mod scene;

pub mod canvas;
pub mod page_images;
pub mod typeface;

pub mod theatre;

pub mod mp4;
pub mod reel;
pub mod yuv;
