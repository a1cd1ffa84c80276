//! Sound files, damaged: bytes changed, pieces cut out, repeated, put
//! elsewhere or taken from another file.

use proptest::{prelude::*, sample::Index};

use super::seeds;

/// One damage.
#[derive(Debug, Clone)]
enum Damage {
    Byte(Index, u8),
    Cut(Index, usize),
    CutOff(Index),
    Repeat(Index, usize, usize),
    Move(Index, usize, Index),
    Take(Index, Index, usize, Index),
    Insert(Index, &'static str),
}

/// What means something in one format or another.
const TOKENS: [&str; 40] = [
    "\0",
    "\u{feff}",
    "\u{200b}",
    "\u{3000}",
    "\r",
    "\n\n",
    "\t",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    "&",
    "&amp;",
    "&#x110000;",
    "]]>",
    "<!--",
    "<![CDATA[",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "=",
    "~%-100%",
    "\\",
    "（",
    "）",
    "____",
    "答案：",
    "1-5 ABCDE",
    "一、",
    "A.",
    "ANSWER: ",
    "99999999999999999999",
    "-1",
    "1e999",
    "null",
    "题干",
    "İ",
    "\u{10ffff}",
];

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    prop_oneof![
        3 => (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        2 => (at(), 1..80_usize).prop_map(|(at, length)| Damage::Cut(at, length)),
        1 => at().prop_map(Damage::CutOff),
        1 => (at(), 1..200_usize, 2..20_usize).prop_map(|(at, length, times)| Damage::Repeat(at, length, times)),
        2 => (at(), 1..80_usize, at()).prop_map(|(from, length, to)| Damage::Move(from, length, to)),
        1 => (at(), at(), 1..200_usize, at()).prop_map(|(seed, from, length, to)| Damage::Take(seed, from, length, to)),
        3 => (at(), prop::sample::select(TOKENS.to_vec())).prop_map(|(at, token)| Damage::Insert(at, token)),
    ]
}

/// A piece that begins somewhere.
fn piece(bytes: &[u8], from: Index, length: usize) -> std::ops::Range<usize> {
    let from = from.index(bytes.len() + 1);
    from..bytes.len().min(from + length)
}

fn put(bytes: &mut Vec<u8>, at: Index, piece: &[u8]) {
    let at = at.index(bytes.len() + 1);
    bytes.splice(at..at, piece.iter().copied());
}

impl Damage {
    fn do_to(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Byte(at, byte) => {
                if !bytes.is_empty() {
                    let at = at.index(bytes.len());
                    bytes[at] = *byte;
                }
            }
            Self::Cut(at, length) => drop(bytes.drain(piece(bytes, *at, *length))),
            Self::CutOff(at) => bytes.truncate(at.index(bytes.len() + 1)),
            Self::Repeat(at, length, times) => {
                let range = piece(bytes, *at, *length);
                let copies = bytes[range.clone()].repeat(*times);
                bytes.splice(range.end..range.end, copies);
            }
            Self::Move(from, length, to) => {
                let moved: Vec<u8> = bytes.drain(piece(bytes, *from, *length)).collect();
                put(bytes, *to, &moved);
            }
            Self::Take(seed, from, length, to) => {
                let other = &seed.get(seeds::all()).bytes;
                let taken = other[piece(other, *from, *length)].to_vec();
                put(bytes, *to, &taken);
            }
            Self::Insert(at, token) => put(bytes, *at, token.as_bytes()),
        }
    }
}

/// A damaged file and the name of what it was. Of an archive a part is
/// damaged, so that the damage is not merely one of the archive.
pub fn damaged() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    let damages = prop::collection::vec(damage(), 1..6);
    (any::<Index>(), damages, any::<Index>(), prop::bool::weighted(0.9)).prop_map(
        |(seed, damages, part, within)| {
            let seed = seed.get(seeds::all());
            let mut bytes = seed.bytes.clone();
            match seeds::unpack(&bytes).filter(|_| within) {
                Some(mut parts) => {
                    let part = part.index(parts.len());
                    for damage in &damages {
                        damage.do_to(&mut parts[part].1);
                    }
                    bytes = seeds::pack(&parts);
                }
                None => {
                    for damage in &damages {
                        damage.do_to(&mut bytes);
                    }
                }
            }
            (seed.name, bytes)
        },
    )
}
