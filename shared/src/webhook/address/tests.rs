use super::*;

/// Addresses nobody but the operator can open, in every spelling that was thought of.
const CLOSED: [&str; 97] = [
    // This machine.
    "https://127.0.0.1/",
    "https://127.0.0.1:8443/hook",
    "https://127.255.255.254/",
    "https://127.1/",
    "https://127.0.1/",
    "https://2130706433/",
    "https://017700000001/",
    "https://0x7f000001/",
    "https://0x7f.1/",
    "https://0x7f.0x0.0x0.0x1/",
    "https://0177.0.0.1/",
    "https://0177.0x0.1/",
    "https://127.0.0.1./",
    "https://0x7F.0.0.1./",
    "https://%31%32%37.0.0.1/",
    "https://127%2e0%2e0%2e1/",
    "https://１２７.０.０.１/",
    "https://①②⑦.⓪.⓪.①/",
    "https://127。0。0。1/",
    "https://127．0｡0.1/",
    "HTTPS://127.0.0.1",
    "https://127.0.0.1?https://good.example/",
    "https://127.0.0.1#good.example",
    "http://127.0.0.1/",
    "https://0/",
    "https://0.0.0.0/",
    "https://0x0/",
    "https://0.1.2.3/",
    "https://localhost/",
    "https://LOCALHOST/",
    "https://LocalHost./",
    "https://localhost../",
    "https://loc%61lhost/",
    "https://ｌｏｃａｌｈｏｓｔ/",
    "https://loc\u{ad}alhost/",
    "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:443/",
    "https://any.localhost/",
    "https://localhost.localdomain/",
    "https://[::1]/",
    "https://[0:0:0:0:0:0:0:1]:8080/",
    "https://[::]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::FFFF:7F00:0001]/",
    "https://[0:0:0:0:0:ffff:127.0.0.1]/",
    "https://[::127.0.0.1]/",
    "https://[::7f00:1]/",
    "https://[::ffff:0:127.0.0.1]/",
    // Private networks.
    "https://10.0.0.1/",
    "https://10.255.255.255/",
    "https://012.1/",
    "https://167772161/",
    "https://172.16.0.1/",
    "https://172.31.255.255/",
    "https://192.168.1.1/",
    "https://192.168.257/",
    "https://0xc0a80101/",
    "https://100.64.0.1/",
    "https://100.127.255.255/",
    "https://[fc00::1]/",
    "https://[fd12:3456:789a::1]/",
    "https://[fec0::1]/",
    "https://[::ffff:10.0.0.1]/",
    // Link-local and the clouds' metadata.
    "https://169.254.169.254/latest/meta-data/",
    "https://169.254.1.1/",
    "https://2852039166/",
    "https://0xA9FEA9FE/",
    "https://0251.0376.0251.0376/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://[fd00:ec2::254]/",
    "https://[fe80::1]/",
    "https://metadata.google.internal/",
    "https://METADATA.google.internal./computeMetadata/v1/",
    "https://100.100.100.200/",
    "https://192.0.0.192/",
    "https://168.63.129.16/",
    // IPv4 inside IPv6.
    "https://[64:ff9b::127.0.0.1]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "https://[64:ff9b:1::10.0.0.1]/",
    "https://[2002:7f00:1::]/",
    "https://[2002:a9fe:a9fe::1]/",
    "https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
    // Everybody, nobody, documentation.
    "https://224.0.0.1/",
    "https://239.255.255.255/",
    "https://240.0.0.1/",
    "https://255.255.255.255/",
    "https://4294967295/",
    "https://192.0.2.1/",
    "https://198.51.100.7/",
    "https://203.0.113.7/",
    "https://198.18.0.1/",
    "https://[ff02::1]/",
    "https://[2001:db8::1]/",
    // Names that mean something only inside.
    "https://intranet/",
    "https://printer.local/",
    "https://nas.home.arpa/",
    "https://db.corp.internal:8443/",
];

#[test]
fn nothing_reaches_the_inside_however_it_is_written() {
    let nothing = Allowed::default();
    for url in CLOSED {
        assert_eq!(check(url, &nothing), Err(Refused::Closed), "{url}");
    }
}

#[test]
fn what_is_no_address_or_carries_more_than_one_is_refused() {
    let long = format!("https://a.example/{}", "a".repeat(MAX_URL_BYTES));
    for (url, why) in [
        ("", Refused::Unreadable),
        ("hook", Refused::Unreadable),
        ("//good.example/", Refused::Unreadable),
        ("https:good.example", Refused::Unreadable),
        ("https:/good.example", Refused::Unreadable),
        ("https://", Refused::Unreadable),
        ("https:///127.0.0.1/", Refused::Unreadable),
        ("https://:443/", Refused::Unreadable),
        ("https://?", Refused::Unreadable),
        ("https://good.example:0/", Refused::Unreadable),
        ("https://good.example:65536/", Refused::Unreadable),
        ("https://good.example:8o/", Refused::Unreadable),
        ("https://good example/", Refused::Unreadable),
        ("https://good.exam\tple/", Refused::Unreadable),
        ("https://127.0\n.0.1/", Refused::Unreadable),
        (
            "https://good.example/\r\nhost: 127.0.0.1",
            Refused::Unreadable,
        ),
        (" https://good.example/", Refused::Unreadable),
        ("https://good.example/\u{0}", Refused::Unreadable),
        ("https:\\\\127.0.0.1\\", Refused::Unreadable),
        ("https://good.example\\@127.0.0.1/", Refused::Unreadable),
        ("https://[fe80::1%25eth0]/", Refused::Unreadable),
        ("https://[::1/", Refused::Unreadable),
        ("https://::1/", Refused::Unreadable),
        ("https://127.0.0.1.256/", Refused::Unreadable),
        ("https://1.2.3.4.5/", Refused::Unreadable),
        ("https://0x100000000/", Refused::Unreadable),
        ("https://good.example%00.local/", Refused::Unreadable),
        (&long, Refused::Unreadable),
        ("https://good@127.0.0.1/", Refused::Credentials),
        ("https://good.example:pass@127.0.0.1/", Refused::Credentials),
        ("https://127.0.0.1@good.example/", Refused::Credentials),
        ("https://@good.example/", Refused::Credentials),
        ("ftp://good.example/", Refused::Scheme),
        ("file:///etc/passwd", Refused::Scheme),
        ("gopher://127.0.0.1/", Refused::Scheme),
        ("httpss://good.example/", Refused::Scheme),
        ("javascript:alert(1)", Refused::Unreadable),
        ("http://good.example/", Refused::Plain),
        ("HTTP://good.example:443/", Refused::Plain),
        ("http://93.184.215.14/", Refused::Plain),
    ] {
        assert_eq!(check(url, &Allowed::default()), Err(why), "{url:?}");
    }
}

#[test]
fn the_internet_is_open() {
    for (url, fetched) in [
        ("https://shop.example/hook", "https://shop.example/hook"),
        ("https://shop.example", "https://shop.example/"),
        ("HTTPS://Shop.Example:443/", "https://shop.example/"),
        (
            "https://shop.example:8443/?a=b#c",
            "https://shop.example:8443/?a=b",
        ),
        ("https://shop.example./", "https://shop.example./"),
        (
            "https://a.b.c.shop.example/x/../y",
            "https://a.b.c.shop.example/y",
        ),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        (
            "https://xn--bcher-kva.example/",
            "https://xn--bcher-kva.example/",
        ),
        ("https://my_hook.example/", "https://my_hook.example/"),
        ("https://localhost.example/", "https://localhost.example/"),
        (
            "https://internal.shop.example/",
            "https://internal.shop.example/",
        ),
        (
            "https://shop.example/?to=http://127.0.0.1",
            "https://shop.example/?to=http://127.0.0.1",
        ),
        (
            "https://shop.example/me@127.0.0.1",
            "https://shop.example/me@127.0.0.1",
        ),
        ("https://93.184.215.14/", "https://93.184.215.14/"),
        ("https://1572394766/", "https://93.184.215.14/"),
        ("https://172.15.255.255/", "https://172.15.255.255/"),
        ("https://172.32.0.1/", "https://172.32.0.1/"),
        ("https://100.63.255.255/", "https://100.63.255.255/"),
        ("https://9.255.255.255/", "https://9.255.255.255/"),
        ("https://11.0.0.0/", "https://11.0.0.0/"),
        (
            "https://[2606:4700:4700::1111]/",
            "https://[2606:4700:4700::1111]/",
        ),
        (
            "https://[2a00:1450:4002::1]:8443/",
            "https://[2a00:1450:4002::1]:8443/",
        ),
    ] {
        assert_eq!(
            check(url, &Allowed::default()).as_deref(),
            Ok(fetched),
            "{url}"
        );
    }
}

#[test]
fn the_operator_can_open_what_is_meant() {
    let list = "127.0.0.1, LocalHost ,10.1.2.0/24,hooks.internal:8080,, [::1]:80, fd00:1::/32,\n\
                partner.example, bücher.local, 192.168.7.7:9000";
    let allowed = Allowed::parse(list).unwrap();
    for url in [
        "http://127.0.0.1:8790/hook",
        "https://127.1/",
        "http://2130706433/",
        "http://localhost/",
        "http://LOCALHOST.:3000/",
        "https://10.1.2.0/",
        "http://10.1.2.255:1234/",
        "http://hooks.internal:8080/",
        "https://hooks.internal:8080/",
        "http://[::1]/",
        "http://[::1]:80/",
        "https://[fd00:1::7]/",
        "http://partner.example/hook",
        "https://xn--bcher-kva.local/",
        "http://192.168.7.7:9000/",
        "https://good.example/",
    ] {
        assert!(check(url, &allowed).is_ok(), "{url}");
    }
    for (url, why) in [
        ("https://127.0.0.2/", Refused::Closed),
        ("https://[::ffff:127.0.0.1]/", Refused::Closed),
        ("https://sub.localhost/", Refused::Closed),
        ("https://10.1.3.0/", Refused::Closed),
        ("https://10.1.1.255/", Refused::Closed),
        ("http://hooks.internal/", Refused::Closed),
        ("https://a.hooks.internal:8080/", Refused::Closed),
        ("https://[::1]/", Refused::Closed),
        ("https://[fd00:2::1]/", Refused::Closed),
        ("http://sub.partner.example/", Refused::Plain),
        ("http://192.168.7.7:9001/", Refused::Closed),
        ("http://me@127.0.0.1/", Refused::Credentials),
        ("ftp://127.0.0.1/", Refused::Scheme),
    ] {
        assert_eq!(check(url, &allowed), Err(why), "{url}");
    }
}

#[test]
fn a_list_that_cannot_be_read_says_which_entry() {
    assert_eq!(Allowed::parse(" , "), Ok(Allowed::default()));
    assert_eq!(
        Allowed::parse("0.0.0.0/0,::/0").map(|all| check("http://10.0.0.1/", &all).is_ok()),
        Ok(true)
    );
    for bad in [
        "10.0.0.0/33",
        "::/129",
        "10.0.0/24",
        "/8",
        "host/24",
        "a b",
        "http://a",
        "host:port",
        "host:70000",
        "[::1",
        "10.0.0.0/-1",
    ] {
        let list = format!("127.0.0.1,{bad}");
        assert_eq!(Allowed::parse(&list), Err(BadEntry(bad.into())), "{bad}");
    }
}

proptest::proptest! {
    /// Whatever is written, only public hosts come through, and by https.
    #[test]
    fn no_text_gets_through_to_a_closed_address(text in "(https?://)?([0-9a-fx.:\\[\\]%@/-]|１|。|localhost|internal){0,30}") {
        if let Ok(fetched) = check(&text, &Allowed::default()) {
            let url = Url::parse(&fetched).unwrap();
            proptest::prop_assert_eq!(url.scheme(), "https");
            let closed = match url.host().unwrap() {
                Host::Domain(name) => name.ends_with(".internal") || name.ends_with(".localhost"),
                Host::Ipv4(ip) => ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified(),
                Host::Ipv6(ip) => ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.to_ipv4_mapped().is_some(),
            };
            proptest::prop_assert!(!closed, "{}", fetched);
            proptest::prop_assert_eq!(check(&fetched, &Allowed::default()), Ok(fetched.clone()), "stable");
        }
    }
}
