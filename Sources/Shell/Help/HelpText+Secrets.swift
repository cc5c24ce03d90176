extension HelpText {
  /// Where a secret's value comes from, with an example each; for `:help secret` and `patchbay secret --help`.
  ///
  /// Lines of at most 76 columns, so that they are not folded.
  package static let secretSources = """
    A secret's value comes from one of these sources. [[clientSecret]] uses it;
    nothing shows it again.

      secret crm clientSecret
          typed at the terminal, without echo
      secret crm clientSecret from env CRM_SECRET
          an environment variable
      secret crm clientSecret from command "op read op://team/crm/secret"
          what a command prints; /bin/sh runs it without input, for at most
          30 s, without the variables that hold secrets; the text between the
          quotes is literal
      secret crm clientSecret from file ~/.config/crm.secret
          a file that only you can read
      secret crm clientSecret from vault
          the entry crm/clientSecret of the vault; from vault NAME for another

    Commands, files and the vault are asked when the value is first needed, and
    once a session. One line break at the end is taken off. A transcript that
    was not saved here reads none of them until you trust it.
    """

  /// What the vault is and where its passphrase comes from.
  package static let vault = """
    The vault is one encrypted file: PATCHBAY_VAULT, or patchbay/vault in the
    data folder. patchbay secret fills it. Its passphrase is asked once a
    session. Without a terminal it comes from the file that
    PATCHBAY_VAULT_PASSPHRASE_FILE names, or from PATCHBAY_VAULT_PASSPHRASE;
    the latter is less safe, since every program started beside it gets it too.

    A forgotten passphrase cannot be replaced. There is no command that shows a
    value, since whatever shows it also leaves it in a log. Set it anew instead.
    """
}
