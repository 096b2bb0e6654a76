//! Browser sessions, tickets, links, one-time codes and counters in memory.

use async_trait::async_trait;
use domain::hash::Sha256Hash;
use domain::ids::{AccountId, ContractId};
use domain::ports::account_desk::{
    AccountDesk, BrowserSession, CodeOutcome, LinkRole, OneTimeCode, SigningLink, Ticket,
};
use domain::ports::rows::RowError;
use domain::timestamp::Timestamp;
use parking_lot::Mutex;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// [`AccountDesk`] that lives as long as the process.
#[derive(Default)]
pub struct MemoryAccountDesk {
    tables: Mutex<Tables>,
}

#[derive(Default)]
struct Tables {
    sessions: BTreeMap<Sha256Hash, BrowserSession>,
    tickets: BTreeMap<String, Ticket>,
    links: BTreeMap<Sha256Hash, SigningLink>,
    codes: BTreeMap<(String, Sha256Hash), OneTimeCode>,
    /// Count and end of the window.
    counters: BTreeMap<String, (u32, Timestamp)>,
}

#[async_trait]
impl AccountDesk for MemoryAccountDesk {
    async fn put_session(&self, session: BrowserSession) -> Result<(), RowError> {
        self.tables.lock().sessions.insert(session.token, session);
        Ok(())
    }

    async fn session(&self, token: Sha256Hash, now: Timestamp) -> Result<Option<BrowserSession>, RowError> {
        let tables = self.tables.lock();
        Ok(tables
            .sessions
            .get(&token)
            .filter(|session| session.expires > now)
            .cloned())
    }

    async fn end_session(&self, token: Sha256Hash) -> Result<(), RowError> {
        self.tables.lock().sessions.remove(&token);
        Ok(())
    }

    async fn sessions_of(&self, account: AccountId, now: Timestamp) -> Result<Vec<BrowserSession>, RowError> {
        let tables = self.tables.lock();
        let running = |session: &&BrowserSession| session.account() == Some(account) && session.expires > now;
        let mut sessions: Vec<_> = tables.sessions.values().filter(running).cloned().collect();
        sessions.sort_by_key(|session| (Reverse((session.seen, session.created)), session.token));
        Ok(sessions)
    }

    async fn touch_session(&self, token: Sha256Hash, now: Timestamp) -> Result<(), RowError> {
        if let Some(session) = self.tables.lock().sessions.get_mut(&token) {
            session.seen = session.seen.max(now);
        }
        Ok(())
    }

    async fn put_ticket(&self, ticket: Ticket) -> Result<(), RowError> {
        self.tables.lock().tickets.insert(ticket.name.clone(), ticket);
        Ok(())
    }

    async fn ticket(&self, name: &str, now: Timestamp) -> Result<Option<String>, RowError> {
        let tables = self.tables.lock();
        let ticket = tables.tickets.get(name).filter(|ticket| ticket.expires > now);
        Ok(ticket.map(|ticket| ticket.body.clone()))
    }

    async fn take_ticket(&self, name: &str, now: Timestamp) -> Result<Option<String>, RowError> {
        let taken = self.tables.lock().tickets.remove(name);
        Ok(taken
            .filter(|ticket| ticket.expires > now)
            .map(|ticket| ticket.body))
    }

    async fn put_link(&self, link: SigningLink) -> Result<(), RowError> {
        self.tables.lock().links.insert(link.token, link);
        Ok(())
    }

    async fn link(&self, token: Sha256Hash, now: Timestamp) -> Result<Option<SigningLink>, RowError> {
        let tables = self.tables.lock();
        Ok(tables
            .links
            .get(&token)
            .filter(|link| link.expires > now)
            .cloned())
    }

    async fn revoke_links(&self, contract: ContractId, role: LinkRole) -> Result<(), RowError> {
        self.tables
            .lock()
            .links
            .retain(|_, link| link.contract != contract || link.role != role);
        Ok(())
    }

    async fn put_code(&self, code: OneTimeCode) -> Result<(), RowError> {
        self.tables
            .lock()
            .codes
            .insert((code.purpose.clone(), code.session), code);
        Ok(())
    }

    async fn try_code(
        &self,
        purpose: &str,
        session: Sha256Hash,
        code: Sha256Hash,
        now: Timestamp,
    ) -> Result<CodeOutcome, RowError> {
        let mut tables = self.tables.lock();
        let name = (purpose.to_owned(), session);
        let Some(stored) = tables
            .codes
            .get_mut(&name)
            .filter(|stored| stored.expires > now && stored.tries_left > 0)
        else {
            return Ok(CodeOutcome::Gone);
        };
        stored.tries_left -= 1;
        if stored.code != code {
            return Ok(CodeOutcome::Wrong {
                tries_left: stored.tries_left,
            });
        }
        tables.codes.remove(&name);
        Ok(CodeOutcome::Right)
    }

    async fn count(&self, key: &str, now: Timestamp, until: Timestamp) -> Result<u32, RowError> {
        let mut tables = self.tables.lock();
        let counter = tables.counters.entry(key.to_owned()).or_insert((0, until));
        if counter.1 <= now {
            *counter = (0, until);
        }
        counter.0 = counter.0.saturating_add(1);
        Ok(counter.0)
    }
}
