//! WebSocket messages as they go over the wire (RFC 6455, 5.2): a server's frames are not masked, so all who get a
//! message get the same bytes, and those are written once.

use bytes::{BufMut, Bytes, BytesMut};

/// FIN and the opcode of a whole text or binary message.
const TEXT: u8 = 0x81;
const BINARY: u8 = 0x82;
/// Longest payload whose length stands in the second byte.
const SHORT: usize = 125;
/// What the second byte says where a length of two or of eight bytes follows.
const LENGTH_16: u8 = 126;
const LENGTH_64: u8 = 127;

/// One or more messages to a client, ready to be written. Cheap to clone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frame {
    wire: Bytes,
    messages: usize,
}

impl Frame {
    /// One text message.
    pub fn text(payload: &str) -> Self {
        Self::encoded(TEXT, payload.as_bytes())
    }

    /// One binary message.
    pub fn binary(payload: &[u8]) -> Self {
        Self::encoded(BINARY, payload)
    }

    /// The messages of several frames in their order, to be written together; `None` of nothing.
    pub fn joined(frames: &[Self]) -> Option<Self> {
        match frames {
            [] => None,
            [one] => Some(one.clone()),
            several => {
                let mut wire = BytesMut::with_capacity(several.iter().map(Self::len).sum());
                for frame in several {
                    wire.extend_from_slice(&frame.wire);
                }
                Some(Self {
                    wire: wire.freeze(),
                    messages: several.iter().map(Self::messages).sum(),
                })
            }
        }
    }

    fn encoded(kind: u8, payload: &[u8]) -> Self {
        let mut wire = BytesMut::with_capacity(payload.len() + 10);
        wire.put_u8(kind);
        if payload.len() <= SHORT {
            wire.put_u8(payload.len() as u8);
        } else if let Ok(length) = u16::try_from(payload.len()) {
            wire.put_u8(LENGTH_16);
            wire.put_u16(length);
        } else {
            wire.put_u8(LENGTH_64);
            wire.put_u64(payload.len() as u64);
        }
        wire.extend_from_slice(payload);
        Self {
            wire: wire.freeze(),
            messages: 1,
        }
    }

    /// The bytes to write.
    pub fn into_wire(self) -> Bytes {
        self.wire
    }

    /// How many bytes that is.
    pub fn len(&self) -> usize {
        self.wire.len()
    }

    /// Never: even an empty message has a header.
    pub fn is_empty(&self) -> bool {
        self.wire.is_empty()
    }

    /// How many messages it holds.
    pub fn messages(&self) -> usize {
        self.messages
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_as_the_standard_says() {
        // RFC 6455, 5.7: an unmasked text message, and 256 bytes and 64 KiB of binary data.
        assert_eq!(&Frame::text("Hello").into_wire()[..], b"\x81\x05Hello");
        assert_eq!(&Frame::binary(&[7; 125]).into_wire()[..3], b"\x82\x7d\x07");
        assert_eq!(
            &Frame::binary(&[7; 256]).into_wire()[..5],
            b"\x82\x7e\x01\x00\x07"
        );
        let long = Frame::binary(&[7; 65_536]).into_wire();
        assert_eq!(&long[..11], b"\x82\x7f\x00\x00\x00\x00\x00\x01\x00\x00\x07");
        assert_eq!(long.len(), 65_546);
    }

    #[test]
    fn joined_frames_keep_their_order_and_their_count() {
        assert_eq!(Frame::joined(&[]), None);
        let both = Frame::joined(&[Frame::text("a"), Frame::binary(b"b")]).unwrap();
        assert_eq!(both.messages(), 2);
        let more = Frame::joined(&[both, Frame::text("c")]).unwrap();
        assert_eq!((more.messages(), more.len()), (3, 9));
        assert_eq!(&more.into_wire()[..], b"\x81\x01a\x82\x01b\x81\x01c");
    }
}
