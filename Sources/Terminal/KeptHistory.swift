/// The entries of this session and of earlier ones, and the file that keeps them.
struct KeptHistory {
  var entries = EntryHistory()
  /// Nil keeps the entries for this session alone.
  var path: String? {
    didSet {
      // Read anew when it is next needed.
      (entries, isLoaded) = (EntryHistory(), false)
    }
  }
  private var isLoaded = false
  private var file: HistoryFile? { path.map(HistoryFile.init(path:)) }

  init(path: String?) { self.path = path }

  /// Reads the file once, and not before it is needed: a prompt must not wait for it.
  ///
  /// True when it was read now.
  @discardableResult
  mutating func load() -> Bool {
    guard !isLoaded else { return false }
    isLoaded = true
    entries.prepend(file?.load(limit: EntryHistory.limit) ?? [])
    return true
  }

  /// Adds an entry; false when it is not worth keeping.
  @discardableResult
  mutating func add(_ entry: String) -> Bool {
    load()
    guard entries.add(entry) else { return false }
    file?.append(entry)
    return true
  }

  /// Masks what became a secret since it was added; false when the file could not be changed.
  mutating func mask(with mask: (String) -> String) -> Bool {
    load()
    return !entries.mask(with: mask) || file?.mask(with: mask) ?? true
  }
}
