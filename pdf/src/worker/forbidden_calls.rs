//! The system calls that neither the worker nor a program it starts may make: a filter that outlives `exec`.

use nix::libc;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
};
use std::collections::BTreeMap;
use std::process;

/// Whom the filter is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// No sockets at all.
    Documents,
    /// LibreOffice insists on a local socket by which a second start would find the first one. It may make one, and
    /// give it a name; nobody can call it and it can call nobody.
    Office,
}

/// What only [`Purpose::Office`] may, within [`conditions`].
const NAMING_A_SOCKET: &[i64] = &[libc::SYS_socket, libc::SYS_bind, libc::SYS_listen];

/// Calls that are never needed to read and write documents.
const FORBIDDEN: &[i64] = &[
    // The network, in every family, and the ring that makes the same calls unseen.
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_sendto,
    libc::SYS_sendmsg,
    libc::SYS_sendmmsg,
    libc::SYS_recvfrom,
    libc::SYS_recvmsg,
    libc::SYS_recvmmsg,
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    // Other processes: looking into them, signalling them, and leaving the group by which the hub kills us.
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_kcmp,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_getfd,
    libc::SYS_pidfd_send_signal,
    libc::SYS_kill,
    libc::SYS_tkill,
    libc::SYS_rt_sigqueueinfo,
    libc::SYS_rt_tgsigqueueinfo,
    libc::SYS_setpgid,
    libc::SYS_setsid,
    // Limits that were just set.
    libc::SYS_setrlimit,
    // The machine: namespaces, mounts, modules, clocks, keys.
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_open_tree,
    libc::SYS_move_mount,
    libc::SYS_fsopen,
    libc::SYS_fsmount,
    libc::SYS_open_by_handle_at,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_kexec_load,
    libc::SYS_kexec_file_load,
    libc::SYS_reboot,
    libc::SYS_swapon,
    libc::SYS_swapoff,
    libc::SYS_acct,
    libc::SYS_settimeofday,
    libc::SYS_clock_settime,
    libc::SYS_clock_adjtime,
    libc::SYS_adjtimex,
    libc::SYS_sethostname,
    libc::SYS_setdomainname,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_keyctl,
];

/// On x86-64 every call has a second number for the x32 way of calling, where the kernel knows that.
#[cfg(target_arch = "x86_64")]
const SECOND_NUMBERS: &[i64] = &[0, 0x4000_0000];
#[cfg(not(target_arch = "x86_64"))]
const SECOND_NUMBERS: &[i64] = &[0];

/// The filter for this process and all that it starts: a forbidden call fails with EPERM, calls of another
/// architecture kill the process.
pub fn filter(purpose: Purpose) -> Result<BpfProgram, seccompiler::Error> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = BTreeMap::new();
    for (call, condition) in conditions(purpose) {
        let rule = SeccompRule::new(vec![condition.map_err(seccompiler::Error::Backend)?]);
        let rule = rule.map_err(seccompiler::Error::Backend)?;
        rules.extend(
            SECOND_NUMBERS
                .iter()
                .map(|offset| (call + offset, vec![rule.clone()])),
        );
    }
    let sockets = match purpose {
        Purpose::Documents => NAMING_A_SOCKET,
        Purpose::Office => &[],
    };
    for call in sockets {
        rules.extend(SECOND_NUMBERS.iter().map(|offset| (call + offset, Vec::new())));
    }
    for offset in SECOND_NUMBERS {
        rules.extend(FORBIDDEN.iter().map(|call| (call + offset, Vec::new())));
    }
    let architecture = std::env::consts::ARCH
        .try_into()
        .map_err(seccompiler::Error::Backend)?;
    let denied = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, denied, architecture)
        .map_err(seccompiler::Error::Backend)?;
    filter.try_into().map_err(seccompiler::Error::Backend)
}

type Condition = Result<SeccompCondition, seccompiler::BackendError>;

/// Calls that are forbidden only with certain arguments.
fn conditions(purpose: Purpose) -> Vec<(i64, Condition)> {
    let own = u64::from(process::id());
    let mut conditions = vec![
        // Reading a limit is fine, setting one is not.
        (
            libc::SYS_prlimit64,
            SeccompCondition::new(2, SeccompCmpArgLen::Qword, SeccompCmpOp::Ne, 0),
        ),
        // A process aborts by signalling itself.
        (
            libc::SYS_tgkill,
            SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, own),
        ),
    ];
    if purpose == Purpose::Office {
        let local = u64::from(libc::AF_UNIX.unsigned_abs());
        conditions.push((
            libc::SYS_socket,
            SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, local),
        ));
        // LibreOffice puts its socket into /tmp where it believes that it may write there, else where it is told.
        let (call, argument) = ASKS_FOR_ACCESS;
        let to_write = u64::from(libc::W_OK.unsigned_abs());
        conditions.push((
            call,
            SeccompCondition::new(argument, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, to_write),
        ));
    }
    conditions
}

/// The call by which `access` of the C library asks, and the place of the mode among its arguments.
#[cfg(target_arch = "x86_64")]
const ASKS_FOR_ACCESS: (i64, u8) = (libc::SYS_access, 1);
#[cfg(not(target_arch = "x86_64"))]
const ASKS_FOR_ACCESS: (i64, u8) = (libc::SYS_faccessat, 2);
