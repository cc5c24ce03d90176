extension HelpText {
  /// What `:help results` shows.
  static let results = """
    On a terminal an answer or a value that is longer than the screen is folded:
    its beginning and its shape are shown, and how the rest is seen. XML is laid
    out, HTML is shown as text. A transcript stores all of it, and pipes, run and
    replay show all of it. :set fold off ends it.

      :body                 the last answer, whole; in pages where it is long
      :body > FILE          the same in a file, as it came
      :path $.items[0].id   one place of it
      :table $.items        records as a table
      :diff                 what is new since the answer before
      :copy $.items[0]      a part of it for another program
      :timing               where its time went
    """
}
