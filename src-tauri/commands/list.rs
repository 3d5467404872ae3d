// Every command that a window may call, as area::name. This list is the only one: build.rs turns
// it into the permission, commands/mod.rs into the handler and the typed bindings.
each_command![app::app_version,]
