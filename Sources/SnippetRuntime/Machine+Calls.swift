import SnippetSyntax

/// Why a run must stop when its steps are counted.
enum StepStop {
  case failed, interrupted
}

extension Interpreter {
  static let stepsBetweenLooks = 8192

  /// Called when a portion of steps is used up; gives the next portion, or the reason to stop.
  @inline(never)
  func refill(_ remaining: inout Int) -> StepStop? {
    let portion = Interpreter.stepsBetweenLooks
    if host.isInterrupted { return .interrupted }
    guard settings.stepBudget > 0 else {
      remaining = portion
      return nil
    }
    // What went below zero was used of the next portion.
    budgetLeft += remaining
    if budgetLeft < 0 {
      fault = RuntimeFault(
        .stepBudget, "stopped after \(settings.stepBudget) steps; a loop may never end",
        suggestion: "end the loop with BREAK, or raise the step budget")
      return .failed
    }
    remaining = min(portion, budgetLeft)
    budgetLeft -= remaining
    return nil
  }

  @inline(never)
  func growStack(_ frame: Int, _ size: Int) -> UnsafeMutablePointer<Value> {
    var capacity = stackCapacity
    while frame + size > capacity { capacity *= 2 }
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
    larger.moveInitialize(from: stack, count: stackCapacity)
    (larger + stackCapacity).initialize(repeating: .null, count: capacity - stackCapacity)
    stack.deallocate()
    stack = larger
    stackCapacity = capacity
    stackEnd = larger + capacity
    return larger + frame
  }

  @inline(never)
  func faultOfCall(_ place: Int, _ count: Int) {
    let entry = functions.entries[place]
    guard let code = entry.code else {
      fault = RuntimeFault(.undefinedFunction, "the function '\(entry.name)' has not been run yet")
      return
    }
    if code.parameterCount != count {
      fault = RuntimeFault(
        .argumentCount,
        "'\(entry.name)' was defined anew with \(code.parameterCount) parameters; this call gives \(count)",
        suggestion: "\(entry.name)(\(code.parameterNames.joined(separator: ", ")))")
      return
    }
    fault = RuntimeFault(
      .recursionDepth, "function calls are nested more than \(HardLimit.callDepth) deep",
      suggestion: "end the recursion with an IF before the call")
  }

  /// Releases what a frame refers to, so that arrays can be changed in place again.
  @inline(__always)
  static func clear(_ frame: UnsafeMutablePointer<Value>, _ count: Int) {
    for index in 0..<count {
      switch frame[index] {
      case .absent, .null, .integer, .double, .boolean, .date: break
      case .numberText, .text, .object, .proxy: frame[index] = .null
      }
    }
  }

  /// Calls a built-in function; its result stands in the place of the first argument then.
  @inline(never)
  func callBuiltin(_ index: Int, _ arguments: Arguments) -> Bool {
    // The function may let the host run other code, which can move the stack.
    let offset = arguments.base - stack
    do throws(RuntimeFault) {
      let result: Value
      do throws(RuntimeFault) {
        result = try BuiltinFunctions.all[index].body(self, arguments)
      } catch {
        throw error.named(BuiltinFunctions.all[index].name)
      }
      try checkText(result)
      Interpreter.clear(stack + offset, arguments.count)
      stack[offset] = result
      return true
    } catch {
      Interpreter.clear(stack + offset, arguments.count)
      fault = error
      return false
    }
  }

  /// Holds the text of a value against the limits.
  private func checkText(_ value: Value) throws(RuntimeFault) {
    if case .text(let text) = value, text.byteCount > textThreshold { try checkTextSize(text.byteCount) }
  }

  /// Stops or warns when a text is longer than the platform would take.
  func checkTextSize(_ size: Int) throws(RuntimeFault) {
    if size > HardLimit.textBytes {
      throw RuntimeFault(.textTooLong, "a text may not be longer than \(HardLimit.textBytes >> 20) MB")
    }
    guard size > settings.maximumStringSize else { return }
    let advice = "a Snippet's text may not be longer than \(settings.maximumStringSize) bytes"
    if settings.limits == .studio {
      throw RuntimeFault(.stringSize, "\(advice); this one has \(size)")
    }
    if !hasWarnedOfText {
      hasWarnedOfText = true
      textThreshold = HardLimit.textBytes
      warn(.stringSize, "a text here has \(size) bytes; on the platform \(advice)")
    }
  }
}
