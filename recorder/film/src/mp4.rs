//! H.264 in MP4 through libav: one thread, no clock, no host name, so the same pictures give the same file.

use crate::failure::Failure;
use crate::yuv::Yuv;
use ffmpeg_next::codec::{self, encoder};
use ffmpeg_next::format::{self, context::Output};
use ffmpeg_next::{Dictionary, Error, Packet, Rational, color, frame};
use std::path::Path;

const ENCODER: [(&str, &str); 5] = [
    ("preset", "veryfast"),
    ("tune", "stillimage"),
    ("crf", "19"),
    ("threads", "1"),
    (
        "x264-params",
        "threads=1:lookahead-threads=1:cpu-independent=1:aq-mode=3",
    ),
];
/// libav's own names for the form of the pictures and of the file.
const FORM: &str = "libx264 yuv420p bt709 tv g=10s bf=2 flags=bitexact+global_header mp4";
const MUXER: [(&str, &str); 2] = [("movflags", "+faststart"), ("fflags", "+bitexact")];

/// Everything here that decides how pictures become bytes, for the renderer id.
pub fn options() -> String {
    let set = ENCODER
        .iter()
        .chain(&MUXER)
        .map(|(key, value)| format!(" {key}={value}"));
    format!("{FORM}{}", set.collect::<String>())
}

/// A film that is being written.
pub struct Mp4 {
    output: Output,
    encoder: encoder::video::Encoder,
    width: u32,
    height: u32,
    next: i64,
    step: Rational,
}

impl Mp4 {
    /// Begins a film; whatever stood at `path` is replaced. Both sides must be even.
    pub fn create(path: &Path, width: u32, height: u32, fps: u32) -> Result<Self, Failure> {
        let codec = encoder::find_by_name("libx264").ok_or(Error::EncoderNotFound)?;
        let step = Rational::new(1, i32::try_from(fps).map_err(|_| Error::InvalidData)?);
        let mut video = codec::Context::new_with_codec(codec).encoder().video()?;
        video.set_width(width);
        video.set_height(height);
        video.set_format(format::Pixel::YUV420P);
        video.set_time_base(step);
        video.set_frame_rate(Some(step.invert()));
        video.set_gop(fps * 10);
        video.set_max_b_frames(2);
        video.set_flags(codec::Flags::BITEXACT | codec::Flags::GLOBAL_HEADER);
        video.set_colorspace(color::Space::BT709);
        video.set_color_range(color::Range::MPEG);
        video.set_color_primaries(color::Primaries::BT709);
        video.set_color_transfer_characteristic(color::TransferCharacteristic::BT709);
        let encoder = video.open_with(dictionary(&ENCODER))?;

        let mut output = format::output_as(path, "mp4")?;
        let mut stream = output.add_stream(codec)?;
        stream.set_parameters(&encoder);
        stream.set_time_base(step);
        stream.set_avg_frame_rate(step.invert());
        output.write_header_with(dictionary(&MUXER))?;
        Ok(Self {
            output,
            encoder,
            width,
            height,
            next: 0,
            step,
        })
    }

    /// Appends one picture of the film's size.
    pub fn push(&mut self, yuv: &Yuv) -> Result<(), Failure> {
        // A new one each time: the encoder may still read the one before.
        let mut picture = frame::Video::new(format::Pixel::YUV420P, self.width, self.height);
        let planes = [
            (&yuv.y, yuv.width),
            (&yuv.u, yuv.width / 2),
            (&yuv.v, yuv.width / 2),
        ];
        for (index, (plane, width)) in planes.into_iter().enumerate() {
            let stride = picture.stride(index);
            let rows = picture.data_mut(index).chunks_mut(stride);
            for (row, samples) in rows.zip(plane.chunks_exact(width)) {
                row[..width].copy_from_slice(samples);
            }
        }
        picture.set_pts(Some(self.next));
        self.next += 1;
        self.encoder.send_frame(&picture)?;
        self.drain()
    }

    /// Ends the film and closes the file.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.encoder.send_eof()?;
        self.drain()?;
        Ok(self.output.write_trailer()?)
    }

    fn drain(&mut self) -> Result<(), Failure> {
        let written = self.output.stream(0).ok_or(Error::StreamNotFound)?.time_base();
        let mut packet = Packet::empty();
        loop {
            match self.encoder.receive_packet(&mut packet) {
                Ok(()) => {
                    packet.set_stream(0);
                    packet.set_duration(1);
                    packet.rescale_ts(self.step, written);
                    packet.write_interleaved(&mut self.output)?;
                }
                Err(Error::Eof) => return Ok(()),
                Err(Error::Other { errno }) if errno == ffmpeg_next::error::EAGAIN => return Ok(()),
                Err(other) => return Err(other.into()),
            }
        }
    }
}

fn dictionary(options: &[(&'static str, &'static str)]) -> Dictionary<'static> {
    let mut out = Dictionary::new();
    for (key, value) in options {
        out.set(key, value);
    }
    out
}
