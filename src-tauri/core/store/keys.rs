//! The key slots: a random 256-bit key for the database and the vault, wrapped once a user.
//!
//! A slot is argon2id over the user's passphrase and XChaCha20-Poly1305 over the key and the
//! database cipher's salt. The file is plain JSON; it holds no name but the users'.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::Random;
use crate::domain::Id;
use crate::error::{Error, Result};

/// The fewest characters of a passphrase.
pub const PASSPHRASE_CHARS_MIN: usize = 8;

/// What opens a store: the database's key and its cipher's salt.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct StoreKey {
    key: [u8; 32],
    salt: [u8; 16],
}

impl StoreKey {
    /// A new random key.
    pub fn generate(random: &Random) -> Self {
        let mut made = Self { key: [0; 32], salt: [0; 16] };
        random.fill(&mut made.key);
        random.fill(&mut made.salt);
        made
    }

    /// The key and salt as SQLCipher takes a raw key: `x'` 64 + 32 hexadecimal digits `'`.
    pub(super) fn pragma(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(100));
        text.push_str("x'");
        for byte in self.key.iter().chain(&self.salt) {
            text.push_str(&crate::journal::hex(&[*byte]));
        }
        text.push('\'');
        text
    }

    /// A key of its own for another use of the store, such as the vault.
    pub(super) fn derive(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        use sha2::Digest as _;
        let mut out = Zeroizing::new([0; 32]);
        let digest = sha2::Sha256::new_with_prefix(b"daowei-subkey-1\0")
            .chain_update(purpose)
            .chain_update([0])
            .chain_update(self.key)
            .finalize();
        out.copy_from_slice(&digest);
        out
    }
}

/// How dear a guess is: argon2id memory in KiB and passes, kept in each slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl KeyCost {
    /// OWASP's recommendation for argon2id with one pass: 46 MiB.
    pub const STANDARD: Self = Self { memory_kib: 47_104, passes: 1 };
    /// As cheap as argon2 allows: for tests only.
    pub const TEST: Self = Self { memory_kib: 8, passes: 1 };
}

/// One user's wrapping of the store's key.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Slot {
    user: Id,
    name: String,
    #[serde(flatten)]
    cost: KeyCost,
    salt: String,
    nonce: String,
    wrapped: String,
}

/// All slots of a store.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Slots {
    format: String,
    version: u32,
    slots: Vec<Slot>,
}

const FORMAT: &str = "daowei-keys";

impl Default for Slots {
    fn default() -> Self {
        Self { format: FORMAT.to_owned(), version: 1, slots: Vec::new() }
    }
}

impl Slots {
    /// Reads the slots' file.
    ///
    /// # Errors
    /// [`Error::KeysDamaged`] where it is missing, foreign or broken.
    pub fn read(path: &Path) -> Result<Self> {
        let damaged = || Error::KeysDamaged { path: path.display().to_string() };
        let bytes = fs::read(path).map_err(|_| damaged())?;
        let slots: Self = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
        if slots.format != FORMAT || slots.version != 1 || slots.slots.is_empty() {
            return Err(damaged());
        }
        Ok(slots)
    }

    /// Writes the file whole or not at all: beside it, synced, then renamed over it.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn write(&self, path: &Path) -> Result<()> {
        let beside = path.with_extension("new");
        let mut file = fs::File::create(&beside).map_err(Error::io(&beside))?;
        file.write_all(&serde_json::to_vec_pretty(self)?).map_err(Error::io(&beside))?;
        file.sync_all().map_err(Error::io(&beside))?;
        fs::rename(&beside, path).map_err(Error::io(path))?;
        if let Some(folder) = path.parent() {
            fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(Error::io(folder))?;
        }
        Ok(())
    }

    /// The names that have a slot, as the sign-in offers them.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.slots.iter().map(|slot| slot.name.clone()).collect()
    }

    /// Adds a slot, or replaces the user's.
    ///
    /// # Errors
    /// [`Error::WeakPassphrase`]; [`Error::Invalid`] for a cost that argon2 refuses.
    pub fn put(&mut self, user: Id, name: &str, passphrase: &str, key: &StoreKey, cost: KeyCost, random: &Random) -> Result<()> {
        if passphrase.chars().count() < PASSPHRASE_CHARS_MIN {
            return Err(Error::WeakPassphrase {});
        }
        let mut salt = [0; 16];
        let mut nonce = [0; 24];
        random.fill(&mut salt);
        random.fill(&mut nonce);
        let mut plain = Zeroizing::new(Vec::with_capacity(48));
        plain.extend_from_slice(&key.key);
        plain.extend_from_slice(&key.salt);
        let wrapped = cipher(passphrase, &salt, cost)?
            .encrypt(&XNonce::from(nonce), plain.as_slice())
            .map_err(|_| Error::invalid("passphrase", "", "a key that can be wrapped"))?;
        self.slots.retain(|slot| slot.user != user);
        self.slots.push(Slot {
            user,
            name: name.to_owned(),
            cost,
            salt: crate::journal::hex(&salt),
            nonce: crate::journal::hex(&nonce),
            wrapped: crate::journal::hex(&wrapped),
        });
        Ok(())
    }

    /// Takes a user's slot away.
    pub fn remove(&mut self, user: Id) {
        self.slots.retain(|slot| slot.user != user);
    }

    /// Unwraps the key; the same effort is spent whether or not the user exists.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`].
    pub fn open(&self, name: &str, passphrase: &str) -> Result<(Id, StoreKey)> {
        let wrong = || Error::WrongPassphrase {};
        let own = self.slots.iter().find(|slot| slot.name == name);
        let slot = own.or_else(|| self.slots.first()).ok_or_else(wrong)?;
        let bytes = |text: &str| crate::journal::unhex(text).ok_or_else(wrong);
        let nonce: [u8; 24] = bytes(&slot.nonce)?.try_into().map_err(|_| wrong())?;
        let plain =
            cipher(passphrase, &bytes(&slot.salt)?, slot.cost)?.decrypt(&XNonce::from(nonce), bytes(&slot.wrapped)?.as_slice());
        let plain = Zeroizing::new(plain.map_err(|_| wrong())?);
        if own.is_none() || plain.len() != 48 {
            return Err(wrong());
        }
        let mut key = StoreKey { key: [0; 32], salt: [0; 16] };
        key.key.copy_from_slice(&plain[..32]);
        key.salt.copy_from_slice(&plain[32..]);
        Ok((slot.user, key))
    }
}

fn cipher(passphrase: &str, salt: &[u8], cost: KeyCost) -> Result<XChaCha20Poly1305> {
    let bad = |detail: argon2::Error| Error::invalid("key cost", detail, "what argon2 takes");
    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(32)).map_err(bad)?;
    let mut derived = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, derived.as_mut())
        .map_err(bad)?;
    Ok(XChaCha20Poly1305::new(&Key::from(*derived)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compiles only as long as what opens a store leaves no trace in memory once it is let go.
    #[test]
    fn keys_are_wiped() {
        fn wiped<T: ZeroizeOnDrop>(_: &T) {}
        let key = StoreKey::generate(&Random::system());
        wiped(&key);
        wiped(&key.pragma());
        wiped(&key.derive("anything"));
        let mut gone = key.clone();
        gone.zeroize();
        assert_eq!((gone.key, gone.salt), ([0; 32], [0; 16]));
    }
}
