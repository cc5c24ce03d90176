extension Interpreter {
  /// Runs code until it ends; the caller has set budget and depth.
  ///
  /// Everything hot lives in local variables, and whatever may call out reloads `globals` and `frame`.
  func execute(_ entry: Code) -> Stop {
    let baseDepth = callDepth
    var code = Unmanaged.passUnretained(entry)
    var pc = entry.instructions
    var globals = variables.base
    var frame = stack + stackTop
    var remaining = chunk

    while true {
      let i = pc
      pc += 1
      switch i.pointee.opcode {
      case .move:
        let source = slot(i.pointee.b, frame, globals)
        let target = slot(i.pointee.a, frame, globals)
        switch source.pointee {
        case .integer(let number): store(.integer(number), at: target)
        case .absent: target.pointee = .null
        default: target.pointee = source.pointee
        }
        continue
      case .declare:
        let target = slot(i.pointee.a, frame, globals)
        if case .absent = target.pointee { target.initialize(to: .null) }
        continue
      case .clear:
        store(.null, at: slot(i.pointee.a, frame, globals))
        continue

      case .jump:
        pc = i + Int(i.pointee.a)
        continue
      case .jumpIfFalse:
        let condition = slot(i.pointee.a, frame, globals)
        let holds: Bool
        if case .integer(let number) = condition.pointee {
          holds = number != 0
        } else {
          holds = condition.pointee.isTrue
        }
        if !holds { pc = i + Int(i.pointee.b) }
        continue
      case .jumpUnlessEqual:
        if !holds(.equal, i.pointee.a, i.pointee.b, frame, globals, ==) { pc = i + Int(i.pointee.c) }
        continue
      case .jumpUnlessNotEqual:
        if !holds(.notEqual, i.pointee.a, i.pointee.b, frame, globals, !=) { pc = i + Int(i.pointee.c) }
        continue
      case .jumpUnlessLess:
        if !holds(.less, i.pointee.a, i.pointee.b, frame, globals, <) { pc = i + Int(i.pointee.c) }
        continue
      case .jumpUnlessLessOrEqual:
        if !holds(.lessOrEqual, i.pointee.a, i.pointee.b, frame, globals, <=) { pc = i + Int(i.pointee.c) }
        continue
      case .jumpUnlessGreater:
        if !holds(.greater, i.pointee.a, i.pointee.b, frame, globals, >) { pc = i + Int(i.pointee.c) }
        continue
      case .jumpUnlessGreaterOrEqual:
        if !holds(.greaterOrEqual, i.pointee.a, i.pointee.b, frame, globals, >=) { pc = i + Int(i.pointee.c) }
        continue

      case .add:
        if !calculate(.add, i, frame, globals, { $0.addingReportingOverflow($1) }) { return failed(code, i) }
        continue
      case .subtract:
        if !calculate(.subtract, i, frame, globals, { $0.subtractingReportingOverflow($1) }) {
          return failed(code, i)
        }
        continue
      case .multiply:
        if !calculate(.multiply, i, frame, globals, { $0.multipliedReportingOverflow(by: $1) }) {
          return failed(code, i)
        }
        continue
      case .remainder:
        let left = slot(i.pointee.b, frame, globals)
        let right = slot(i.pointee.c, frame, globals)
        let target = slot(i.pointee.a, frame, globals)
        if case .integer(let x) = left.pointee, case .integer(let y) = right.pointee, y > 0 {
          store(.integer(x % y), at: target)
          continue
        }
        if !arithmetic(.remainder, target, left, right) { return failed(code, i) }
        continue
      case .divide, .integerDivide, .power:
        let target = slot(i.pointee.a, frame, globals)
        let left = slot(i.pointee.b, frame, globals)
        if case .integer(let x) = left.pointee, i.pointee.opcode != .power,
          case .integer(let y) = slot(i.pointee.c, frame, globals).pointee, y > 0
        {
          let quotient = x / y
          if i.pointee.opcode == .integerDivide || quotient &* y == x {
            store(.integer(quotient), at: target)
            continue
          }
        }
        if !arithmetic(i.pointee.opcode, target, left, slot(i.pointee.c, frame, globals)) {
          return failed(code, i)
        }
        continue

      case .equal:
        let holds = holds(.equal, i.pointee.b, i.pointee.c, frame, globals, ==)
        store(.integer(holds ? 1 : 0), at: slot(i.pointee.a, frame, globals))
        continue
      case .notEqual:
        let holds = holds(.notEqual, i.pointee.b, i.pointee.c, frame, globals, !=)
        store(.integer(holds ? 1 : 0), at: slot(i.pointee.a, frame, globals))
        continue
      case .less:
        let holds = holds(.less, i.pointee.b, i.pointee.c, frame, globals, <)
        store(.integer(holds ? 1 : 0), at: slot(i.pointee.a, frame, globals))
        continue
      case .lessOrEqual:
        let holds = holds(.lessOrEqual, i.pointee.b, i.pointee.c, frame, globals, <=)
        store(.integer(holds ? 1 : 0), at: slot(i.pointee.a, frame, globals))
        continue
      case .greater:
        let holds = holds(.greater, i.pointee.b, i.pointee.c, frame, globals, >)
        store(.integer(holds ? 1 : 0), at: slot(i.pointee.a, frame, globals))
        continue
      case .greaterOrEqual:
        let holds = holds(.greaterOrEqual, i.pointee.b, i.pointee.c, frame, globals, >=)
        store(.integer(holds ? 1 : 0), at: slot(i.pointee.a, frame, globals))
        continue
      case .and, .or, .exclusiveOr:
        let left = slot(i.pointee.b, frame, globals).pointee.isTrue
        let right = slot(i.pointee.c, frame, globals).pointee.isTrue
        let holds: Bool
        switch i.pointee.opcode {
        case .and: holds = left && right
        case .or: holds = left || right
        default: holds = left != right
        }
        store(.integer(holds ? 1 : 0), at: slot(i.pointee.a, frame, globals))
        continue

      case .concatenate:
        let target = slot(i.pointee.a, frame, globals)
        let first = code._withUnsafeGuaranteedRef { $0.pieces } + Int(i.pointee.b)
        site = (code, i)
        if !concatenate(target, first, Int(i.pointee.c), frame, globals) { return failed(code, i) }
        continue
      case .appendPieces:
        let target = slot(i.pointee.a, frame, globals)
        let first = code._withUnsafeGuaranteedRef { $0.pieces } + Int(i.pointee.b)
        if i.pointee.hint != 0, !takesText(target) { return failed(code, i) }
        site = (code, i)
        if !appendPieces(target, first, Int(i.pointee.c), frame, globals) { return failed(code, i) }
        continue

      case .getMember:
        let target = slot(i.pointee.a, frame, globals)
        let base = slot(i.pointee.b, frame, globals)
        let name = slot(i.pointee.c, frame, globals)
        if !getMember(target, base, name, &i.pointee.hint) { return failed(code, i) }
        continue
      case .getElement:
        let target = slot(i.pointee.a, frame, globals)
        let base = slot(i.pointee.b, frame, globals)
        if !getElement(target, base, slot(i.pointee.c, frame, globals)) { return failed(code, i) }
        continue
      case .setMember:
        let root = slot(i.pointee.a, frame, globals)
        let name = slot(i.pointee.b, frame, globals)
        let value = slot(i.pointee.c, frame, globals)
        if !setMember(root, name, value, &i.pointee.hint) { return failed(code, i) }
        continue
      case .setElement:
        let root = slot(i.pointee.a, frame, globals)
        let key = slot(i.pointee.b, frame, globals)
        site = (code, i)
        if !setKey(root, key, .index, slot(i.pointee.c, frame, globals)) { return failed(code, i) }
        continue
      case .setNested:
        let root = slot(i.pointee.a, frame, globals)
        let value = slot(i.pointee.b, frame, globals)
        let key = slot(pc.pointee.a, frame, globals)
        let last = slot(pc.pointee.b, frame, globals)
        site = (code, i)
        if !setNested(root, key, last, i.pointee.hint, value, &pc.pointee.hint) { return failed(code, i) }
        pc += 1
        continue
      case .keys: continue

      case .call:
        let record = functions.records + Int(i.pointee.b)
        guard let callee = record.pointee.code, let start = record.pointee.instructions,
          i.pointee.hint == record.pointee.parameterCount,
          callDepth < HardLimit.callDepth
        else {
          faultOfCall(Int(i.pointee.b), Int(i.pointee.hint))
          return failed(code, i)
        }
        calls[callDepth] = CallRecord(
          code: code, returnAddress: pc, frame: frame - stack, destination: i.pointee.a)
        callDepth += 1
        frame += Int(i.pointee.c)
        if frame + Int(record.pointee.frameSize) > stackEnd {
          frame = growStack(frame - stack, Int(record.pointee.frameSize))
        }
        code = callee
        pc = start
        remaining -= Int(record.pointee.weight)
        if remaining < 0, let stop = refill(&remaining) {
          return stop == .failed ? failed(code, pc) : .interrupted
        }
        continue
      case .returnValue:
        guard callDepth > baseDepth else { return .finished }
        callDepth -= 1
        let record = calls + callDepth
        let source = slot(i.pointee.a, frame, globals)
        let caller = stack + record.pointee.frame
        let target = slot(record.pointee.destination, caller, globals)
        let size = code._withUnsafeGuaranteedRef { $0.clearedSize }
        if case .integer(let number) = source.pointee {
          Interpreter.clear(frame, size)
          store(.integer(number), at: target)
        } else {
          let value = source.pointee.settled
          Interpreter.clear(frame, size)
          target.pointee = value
        }
        frame = caller
        code = record.pointee.code
        pc = record.pointee.returnAddress
        continue
      case .returnNothing:
        guard callDepth > baseDepth else { return .finished }
        callDepth -= 1
        let record = calls + callDepth
        let caller = stack + record.pointee.frame
        Interpreter.clear(frame, code._withUnsafeGuaranteedRef { $0.clearedSize })
        store(.null, at: slot(record.pointee.destination, caller, globals))
        frame = caller
        code = record.pointee.code
        pc = record.pointee.returnAddress
        continue
      case .builtin:
        let arguments = Arguments(
          base: frame + Int(i.pointee.c), count: Int(i.pointee.hint))
        let offset = frame - stack
        let savedTop = stackTop
        stackTop = offset + code._withUnsafeGuaranteedRef { $0.frameSize }
        site = (code, i)
        let isDone = callBuiltin(Int(i.pointee.b), arguments)
        stackTop = savedTop
        globals = variables.base
        frame = stack + offset
        if !isDone { return failed(code, i) }
        let result = frame + Int(i.pointee.c)
        let target = slot(i.pointee.a, frame, globals)
        if target != result {
          target.pointee = result.move()
          result.initialize(to: .null)
        }
        continue

      case .forPrepare:
        // Temporaries from b on: bound, step. The variable holds the start already.
        let variable = slot(i.pointee.a, frame, globals)
        let bounds = frame + Int(i.pointee.b)
        let start = variable.pointee.number.rounded
        let end = bounds.pointee.number.rounded
        variable.pointee = .integer(start)
        bounds.pointee = .integer(end)
        bounds[1] = .integer(end < start ? -1 : 1)
        remaining -= Int(i.pointee.hint)
        if remaining < 0, let stop = refill(&remaining) {
          return stop == .failed ? failed(code, i) : .interrupted
        }
        continue
      case .forStep:
        remaining -= Int(i.pointee.hint)
        if remaining < 0, let stop = refill(&remaining) {
          return stop == .failed ? failed(code, i) : .interrupted
        }
        let variable = slot(i.pointee.a, frame, globals)
        let bounds = frame + Int(i.pointee.b)
        guard case .integer(let end) = bounds.pointee, case .integer(let step) = bounds[1] else { continue }
        var current: Int64
        if case .integer(let number) = variable.pointee {
          current = number
        } else {
          current = variable.pointee.number.rounded
        }
        let (next, overflow) = current.addingReportingOverflow(step)
        current = next
        if overflow {
          variable.pointee = .double(Double(next &- step) + Double(step))
          continue
        }
        store(.integer(current), at: variable)
        if step > 0 ? current <= end : current >= end {
          pc = i + Int(i.pointee.c)
        }
        continue
      case .repeatPrepare:
        let count = slot(i.pointee.b, frame, globals).pointee.number.rounded
        store(.integer(count), at: frame + Int(i.pointee.a))
        if count <= 0 { pc = i + Int(i.pointee.c) }
        continue
      case .repeatStep:
        remaining -= Int(i.pointee.hint)
        if remaining < 0, let stop = refill(&remaining) {
          return stop == .failed ? failed(code, i) : .interrupted
        }
        let counter = frame + Int(i.pointee.a)
        guard case .integer(let left) = counter.pointee, left > 1 else { continue }
        counter.initialize(to: .integer(left - 1))
        pc = i + Int(i.pointee.b)
        continue
      case .forEachPrepare:
        let counters = frame + Int(i.pointee.a)
        let source = slot(i.pointee.b, frame, globals)
        if !forEachPrepare(counters, source) { return failed(code, i) }
        continue
      case .forEachNext:
        remaining -= Int(i.pointee.hint)
        if remaining < 0, let stop = refill(&remaining) {
          return stop == .failed ? failed(code, i) : .interrupted
        }
        let counters = frame + Int(i.pointee.a)
        if case .integer(let count) = counters.pointee, case .integer(let index) = counters[1], index < count
        {
          counters[1] = .integer(index + 1)
        } else {
          pc = i + Int(i.pointee.b)
        }
        continue
      case .forEachItem:
        let target = slot(i.pointee.a, frame, globals)
        let source = slot(i.pointee.b, frame, globals)
        if case .integer(let index) = frame[Int(i.pointee.c)] {
          Interpreter.element(of: source, at: Int(index), into: target)
        }
        continue

      case .steps:
        remaining -= Int(i.pointee.a)
        if remaining < 0, let stop = refill(&remaining) {
          return stop == .failed ? failed(code, i) : .interrupted
        }
        continue
      case .trace:
        let offset = frame - stack
        let first = code._withUnsafeGuaranteedRef { $0.pieces } + Int(i.pointee.b)
        site = (code, i)
        if !trace(first, Int(i.pointee.c), frame, globals) { return failed(code, i) }
        globals = variables.base
        frame = stack + offset
        continue
      case .readSystem:
        let value = systemValue(i.pointee.b)
        globals = variables.base
        slot(i.pointee.a, frame, globals).pointee = value
        continue
      case .observe:
        let offset = frame - stack
        let savedTop = stackTop
        stackTop = offset + code._withUnsafeGuaranteedRef { $0.frameSize }
        let current = code.takeUnretainedValue()
        observedCode = current
        observer?.willExecute(place(in: current, i - current.instructions, callDepth - baseDepth))
        observedCode = nil
        stackTop = savedTop
        globals = variables.base
        frame = stack + offset
        if host.isInterrupted { return .interrupted }
        continue
      case .undefine, .compareText, .negate, .readDate, .getNamed, .setNamed, .ensureObject, .newObject,
        .newArray,
        .appendElement, .show:
        let operands = (
          slot(i.pointee.a, frame, globals), slot(i.pointee.b, frame, globals),
          slot(i.pointee.c, frame, globals)
        )
        if !executeRare(i, operands.0, operands.1, operands.2) { return failed(code, i) }
        continue
      case .halt:
        return .finished
      }
    }
  }
}
