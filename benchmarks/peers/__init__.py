"""Programs that validation is measured beside; each is a script of its own and uses nothing of `hpccert`."""
