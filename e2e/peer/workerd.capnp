# The peer of `cargo xtask bench edge`, beside its bundle. As edge/workerd.capnp, but for the files.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    ( name = "edge", worker = .edge ),
    ( name = "data", disk = ( writable = true ) ),
    ( name = "internet", network = ( allow = ["public", "private"], tlsOptions = ( trustBrowserCas = true ) ) ),
  ],
  sockets = [ ( name = "http", address = "127.0.0.1:8787", http = (), service = "edge" ) ],
);

const edge :Workerd.Worker = (
  modules = [ ( name = "index.js", esModule = embed "index.js" ) ],
  compatibilityDate = "2026-11-01",
  bindings = [
    ( name = "SITES", durableObjectNamespace = "Site" ),
    ( name = "ADMIN_TOKEN", fromEnvironment = "ADMIN_TOKEN" ),
    ( name = "SMTP_URL", fromEnvironment = "SMTP_URL" ),
    ( name = "PUBLIC_URL", fromEnvironment = "PUBLIC_URL" ),
  ],
  durableObjectNamespaces = [
    ( className = "Site", uniqueKey = "premura-peer", enableSql = true ),
  ],
  durableObjectStorage = ( localDisk = "data" ),
);
