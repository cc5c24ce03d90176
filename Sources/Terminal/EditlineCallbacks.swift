import CLibedit

// What libedit calls. These are global functions, not closures, so that no actor is inferred for them.

func editlinePrompt(_ editor: OpaquePointer?) -> UnsafeMutablePointer<CChar>? {
  reader(of: editor)?.promptBytes
}

func editlineReadKey(_ editor: OpaquePointer?, _ key: UnsafeMutablePointer<wchar_t>?) -> Int32 {
  guard let character = reader(of: editor)?.readKey() else { return 0 }
  key?.pointee = wchar_t(character.value)
  return 1
}

func editlineAction(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.performPendingAction() }
}

func editlineInterrupt(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.interrupt() }
}

func editlineSuspend(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.suspend() }
}

func editlineOlder(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.older() }
}

func editlineNewer(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.newer() }
}

func editlineUp(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.moveVertically(by: -1) }
}

func editlineDown(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.moveVertically(by: 1) }
}

func editlineNewline(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.newline() }
}

func editlineComplete(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.complete() }
}

func editlineLeft(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.left() }
}

func editlineDeleteBackward(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.deleteBackward() }
}

func editlineDeleteForward(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.deleteForward() }
}

func editlineDeleteOrEnd(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.deleteOrEnd() }
}

func editlineRight(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.right() }
}

func editlineHome(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.home() }
}

func editlineKill(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.killRow() }
}

func editlineKillBefore(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.killRowBefore() }
}

func editlineFirst(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.first() }
}

func editlineLast(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.last() }
}

func editlineYank(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.yank() }
}

func editlineEnd(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.end() }
}

func editlineOlderAlike(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.olderAlike() }
}

func editlineNewerAlike(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.newerAlike() }
}

func editlineSearch(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  perform(editor) { $0.startSearch() }
}

private func perform(_ editor: OpaquePointer?, _ action: (EditlineReader) -> Int32) -> UInt8 {
  UInt8(truncatingIfNeeded: reader(of: editor).map(action) ?? CC_ERROR)
}

private func reader(of editor: OpaquePointer?) -> EditlineReader? {
  clibedit_client(editor).map { Unmanaged<EditlineReader>.fromOpaque($0).takeUnretainedValue() }
}
