//! The vault: evidence files, each once, named by the SHA-256 of what is in it, encrypted.
//!
//! A file is a nonce of 24 bytes and XChaCha20-Poly1305 over its content, the hash as associated
//! data. The name a file had outside is data in the database, never a path.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};

use super::{Store, VAULT};
use crate::error::{Error, Result};
use crate::journal::hex;

/// The largest file kept as evidence: a scan of a hundred pages, not a film.
pub const EVIDENCE_BYTES_MAX: usize = 64 * 1024 * 1024;

const NONCE_BYTES: usize = 24;

impl Store {
    /// Keeps a file, once, and answers its SHA-256.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an empty or too large file, [`Error::Io`].
    pub fn vault_put(&self, content: &[u8]) -> Result<[u8; 32]> {
        if content.is_empty() || content.len() > EVIDENCE_BYTES_MAX {
            return Err(Error::invalid("evidence", content.len(), "1 B – 64 MiB"));
        }
        let sha256: [u8; 32] = Sha256::digest(content).into();
        let path = self.vault_path(&sha256);
        if path.exists() {
            return Ok(sha256);
        }
        let mut nonce = [0; NONCE_BYTES];
        self.machine.random.fill(&mut nonce);
        let sealed = self
            .vault_cipher()
            .encrypt(&XNonce::from(nonce), Payload { msg: content, aad: &sha256 })
            .map_err(|_| Error::invalid("evidence", content.len(), "1 B – 64 MiB"))?;
        let folder = path.parent().map_or_else(|| self.folder.clone(), PathBuf::from);
        fs::create_dir_all(&folder).map_err(Error::io(&folder))?;
        let beside = path.with_extension("new");
        let mut file = fs::File::create(&beside).map_err(Error::io(&beside))?;
        file.write_all(&nonce).and_then(|()| file.write_all(&sealed)).and_then(|()| file.sync_all()).map_err(Error::io(&beside))?;
        fs::rename(&beside, &path).map_err(Error::io(&path))?;
        Ok(sha256)
    }

    /// A kept file's content.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it is missing or was tampered with.
    pub fn vault_get(&self, sha256: &[u8; 32]) -> Result<Vec<u8>> {
        let lost = || Error::not_found("evidence", hex(sha256));
        let sealed = fs::read(self.vault_path(sha256)).map_err(|_| lost())?;
        let (nonce, sealed) = sealed.split_at_checked(NONCE_BYTES).ok_or_else(lost)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| lost())?;
        let content =
            self.vault_cipher().decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: sha256 }).map_err(|_| lost())?;
        if Sha256::digest(&content)[..] == sha256[..] { Ok(content) } else { Err(lost()) }
    }

    fn vault_path(&self, sha256: &[u8; 32]) -> PathBuf {
        let name = hex(sha256);
        self.folder.join(VAULT).join(&name[..2]).join(name)
    }

    fn vault_cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(*self.key.derive("vault")))
    }
}
