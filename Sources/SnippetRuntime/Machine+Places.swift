/// What a call must remember to come back.
struct CallRecord {
  var code: Unmanaged<Code>
  var returnAddress: UnsafeMutablePointer<Instruction>
  var frame: Int
  var destination: Int32
}

/// How the machine stopped.
enum Stop {
  case finished, interrupted
  /// `Interpreter.fault` says what; the fault happened at this instruction of this code.
  case failed(Unmanaged<Code>, Int)
}

/// A place of the frame, or of the variables and constants.
typealias Place = UnsafeMutablePointer<Value>

@inline(__always)
func slot(_ operand: Int32, _ frame: Place, _ globals: Place) -> Place {
  (operand >= 0 ? frame : globals) + Int(operand)
}

/// Stores a value that holds no reference.
@inline(__always)
func store(_ value: Value, at place: Place) {
  switch place.pointee {
  case .absent, .null, .integer, .double, .boolean, .date: place.initialize(to: value)
  case .numberText, .text, .object, .proxy: place.pointee = value
  }
}

/// Whether a comparison holds; two integers are compared right here.
@inline(__always)
func holds(
  _ opcode: Opcode, _ left: Int32, _ right: Int32, _ frame: Place, _ globals: Place,
  _ test: (Int64, Int64) -> Bool
) -> Bool {
  let left = slot(left, frame, globals)
  let right = slot(right, frame, globals)
  if case .integer(let x) = left.pointee, case .integer(let y) = right.pointee { return test(x, y) }
  return Interpreter.compare(opcode, left, right)
}

extension Interpreter {
  /// a = b op c; two integers whose result fits are calculated right here.
  @inline(__always)
  func calculate(
    _ opcode: Opcode, _ i: UnsafeMutablePointer<Instruction>, _ frame: Place, _ globals: Place,
    _ operation: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) -> Bool {
    let left = slot(i.pointee.b, frame, globals)
    let right = slot(i.pointee.c, frame, globals)
    let target = slot(i.pointee.a, frame, globals)
    if case .integer(let x) = left.pointee, case .integer(let y) = right.pointee {
      let result = operation(x, y)
      if !result.overflow {
        store(.integer(result.partialValue), at: target)
        return true
      }
    }
    return arithmetic(opcode, target, left, right)
  }

  func failed(_ code: Unmanaged<Code>, _ instruction: UnsafeMutablePointer<Instruction>) -> Stop {
    .failed(code, instruction - code.takeUnretainedValue().instructions)
  }
}
