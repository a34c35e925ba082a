//! The packs compiled into the binary.

use crate::pack::Packs;

/// The bundled packs, as the build made them.
pub fn bundled() -> Packs {
    const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.bin"));
    postcard::from_bytes(BYTES).expect("the build script wrote these bytes from the same types")
}
