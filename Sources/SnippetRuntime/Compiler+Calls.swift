import SnippetSyntax

extension Compiler {
  func call(
    _ name: Name, _ arguments: [Expression], isMethod: Bool, _ target: Int32?, _ span: SourceSpan
  ) -> Int32 {
    let callee = resolve(
      name, count: arguments.count, isMethod: isMethod, receiver: isMethod ? arguments.first : nil)
    if case .builtin(let index) = callee, BuiltinFunctions.all[index].isAppend {
      return append(arguments, name, target, span)
    }
    let mark = builder.next
    for argument in arguments { expression(argument, into: builder.temporary()) }
    builder.release(to: mark)
    // The result may stand where the first argument stood.
    let place = target ?? builder.temporary()
    switch callee {
    case .function(let index):
      builder.emit(
        .call, a: place, b: Int32(truncatingIfNeeded: index), c: mark, hint: arguments.count, at: span)
    case .builtin(let index):
      // A function without arguments needs a place for its result all the same.
      if arguments.isEmpty {
        _ = builder.temporary()
        builder.release(to: max(mark, place + 1))
      }
      builder.emit(
        .builtin, a: place, b: Int32(truncatingIfNeeded: index), c: mark, hint: arguments.count, at: span)
    case .unknown: break
    }
    return place
  }

  /// `append(variable, text)` changes what its first argument names.
  private func append(_ arguments: [Expression], _ name: Name, _ target: Int32?, _ span: SourceSpan) -> Int32
  {
    guard arguments.count == 2 else { return target ?? builder.temporary() }
    let mark = builder.next
    let addition: (start: Int32, count: Int32)
    if case .text(let template) = arguments[1].kind {
      addition = pieces(template.segments[...])
    } else {
      addition = (builder.add([.place(expression(arguments[1]))]), 1)
    }
    switch arguments[0].kind {
    case .variable(let variable):
      let place = self.variable(variable)
      noteAssignment(to: place, variable)
      builder.emit(.appendPieces, a: place, b: addition.start, c: addition.count, hint: 1, at: span)
      writeThrough(place, span)
      builder.known.insert(place)
      builder.release(to: mark)
      return moved(place, target, span)
    case .member, .element:
      guard let path = path(arguments[0]) else { break }
      let value = expression(arguments[0], into: builder.temporary())
      builder.emit(.appendPieces, a: value, b: addition.start, c: addition.count, hint: 1, at: span)
      storePath(path.root, path.steps, value, span)
      let result = target ?? mark
      builder.emit(.move, a: result, b: value, at: span)
      if value != result { builder.emit(.clear, a: value, at: span) }
      builder.release(to: mark)
      return target ?? builder.temporary()
    default: break
    }
    diagnostics.append(
      Diagnostic(
        .notAssignable, "'\(name.text)' changes its first argument, so it must be a variable",
        at: arguments[0].span, suggestion: "write append(name, text)"))
    builder.release(to: mark)
    return target ?? builder.temporary()
  }
}
