extension HelpText {
  /// Where a secret's value comes from, with an example each; for `:help secret` and `patchbay secret --help`.
  package static let secretSources = """
    A secret's value comes from one of these; [[clientSecret]] uses it, nothing shows it again.

      secret crm clientSecret
          typed at the terminal, without echo
      secret crm clientSecret from env CRM_SECRET
          an environment variable
      secret crm clientSecret from command "op read op://work/crm/secret"
          what a command prints, run by /bin/sh without input, for at most 30 s and
          without the variables that hold secrets; the text in the quotes is literal
      secret crm clientSecret from file ~/.config/crm.secret
          a file that only you can read
      secret crm clientSecret from vault
          the entry crm/clientSecret of the vault; from vault NAME for another

    Commands, files and the vault are asked when the value is first needed. One line break
    at the end is taken off. A transcript of somebody else reads none of them until you trust it.
    """

  /// What the vault is and where its passphrase comes from.
  package static let vault = """
    The vault is one encrypted file, PATCHBAY_VAULT or patchbay/vault in the data folder.
    Its passphrase is asked once a session. Without a terminal it comes from the file that
    PATCHBAY_VAULT_PASSPHRASE_FILE names, or else from PATCHBAY_VAULT_PASSPHRASE; the latter is
    less safe, since programs that you start get it, too.

    A forgotten passphrase cannot be replaced. There is no command that shows a value: whoever
    reads over your shoulder, and every log of the terminal, would have it. Set it anew instead.
    """
}
