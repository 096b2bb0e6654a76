//! Where outgoing calls may go besides the public internet.

use super::{ConfigError, Setting, Source};
use std::net::IpAddr;
use std::str::FromStr;

/// The `[egress]` section.
#[derive(Clone, Debug, Default)]
pub struct EgressSettings {
    pub private_networks: Networks,
}

/// Networks in CIDR form, separated by commas; empty: none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Networks(Vec<(IpAddr, u8)>);

/// The text is no list of networks.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0} 不是网段，例如 10.1.2.0/24 / {0} is no network like 10.1.2.0/24")]
pub struct NotANetwork(String);

impl FromStr for Networks {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let network = |part: &str| {
            let wrong = || NotANetwork(part.to_owned());
            let (address, length) = part.split_once('/').ok_or_else(wrong)?;
            let address: IpAddr = address.parse().map_err(|_| wrong())?;
            let length: u8 = length.parse().map_err(|_| wrong())?;
            if length <= bits(address).1 {
                Ok((address, length))
            } else {
                Err(wrong())
            }
        };
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(network).collect::<Result<_, _>>().map(Self)
    }
}

impl Networks {
    /// Whether one of the networks holds this address, of the same family.
    pub fn contains(&self, address: IpAddr) -> bool {
        let (value, width) = bits(address);
        self.0.iter().any(|(network, length)| {
            let (start, network_width) = bits(*network);
            let free = u32::from(width - *length.min(&width));
            width == network_width && value.checked_shr(free) == start.checked_shr(free)
        })
    }
}

/// The address as a number, and how many bits it has.
fn bits(address: IpAddr) -> (u128, u8) {
    match address {
        IpAddr::V4(address) => (u128::from(u32::from(address)), 32),
        IpAddr::V6(address) => (u128::from(address), 128),
    }
}

impl EgressSettings {
    pub(super) fn from_source(source: &Source) -> Result<Self, ConfigError> {
        Ok(Self {
            private_networks: source
                .get("egress.private_networks", "HUB_EGRESS_PRIVATE_NETWORKS")?
                .unwrap_or_default(),
        })
    }
}

pub(super) fn reference() -> Vec<Setting> {
    vec![Setting {
        key: "egress.private_networks",
        variable: "HUB_EGRESS_PRIVATE_NETWORKS",
        default: "-".into(),
        zh: "允许向外调用的内网网段，以逗号分隔；默认只访问公网",
        en: "private networks that outgoing calls may reach, separated by commas; by default none",
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_holds_its_addresses_only() {
        let networks: Networks = "10.1.2.0/24, 127.0.0.1/32,fd00::/8".parse().unwrap();
        let contains = |text: &str| networks.contains(text.parse().unwrap());
        for inside in ["10.1.2.0", "10.1.2.255", "127.0.0.1", "fd12::1"] {
            assert!(contains(inside), "{inside}");
        }
        for outside in ["10.1.3.0", "127.0.0.2", "fc00::1", "::ffff:10.1.2.3", "8.8.8.8"] {
            assert!(!contains(outside), "{outside}");
        }
        let everything: Networks = "0.0.0.0/0".parse().unwrap();
        assert!(
            everything.contains("1.2.3.4".parse().unwrap()) && !everything.contains("::1".parse().unwrap())
        );
        for wrong in ["10.0.0.0", "10.0.0.0/33", "x/8", "::/129"] {
            assert!(wrong.parse::<Networks>().is_err(), "{wrong}");
        }
    }
}
