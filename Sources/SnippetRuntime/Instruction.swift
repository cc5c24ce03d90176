/// What one instruction does; `a`, `b`, `c` are its operands.
///
/// An operand that names a place counts from the frame when it is 0 or more, and from the
/// session's variables and constants when it is negative.
enum Opcode: UInt8 {
  // Places.
  case move, declare, undefine, clear
  // Jumps; the target is counted from the jump.
  case jump, jumpIfFalse
  case jumpUnlessEqual, jumpUnlessNotEqual, jumpUnlessLess, jumpUnlessLessOrEqual, jumpUnlessGreater,
    jumpUnlessGreaterOrEqual
  // a = b op c.
  case add, subtract, multiply, divide, integerDivide, remainder, power
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  /// `hint` holds the opcode of the comparison.
  case compareText
  case and, or, exclusiveOr
  case negate
  // Text made of `c` pieces from piece `b` on; `hint` is 1 where the script calls append.
  case concatenate, appendPieces
  /// a = the date that the text b names.
  case readDate
  // Members and elements: a = b.c, and a.b = c.
  case getMember, getElement, getNamed
  case setMember, setElement, setNamed
  /// a = the object at key c of b, made if it is missing, as b is; `hint` is the kind of key.
  case ensureObject
  /// a[key][last] = b; `hint` holds both kinds of key, the next instruction the keys as its a and b.
  case setNested
  case keys
  case newObject, newArray, appendElement
  // Calls: a = result, b = function, c = first argument.
  case call, builtin
  case returnValue, returnNothing
  // Loops.
  case forPrepare, forStep, repeatPrepare, repeatStep, forEachPrepare, forEachNext, forEachItem
  /// Charges `a` steps.
  case steps
  case trace, show, readSystem, observe
  case halt
}

/// One instruction of the machine, 16 bytes.
struct Instruction {
  var opcode: Opcode
  /// The number of arguments, the kind of key, the steps of a pass, or the place of a member the last time.
  var hint: UInt16 = 0
  var a: Int32 = 0
  var b: Int32 = 0
  var c: Int32 = 0
}

/// How a key names what it selects.
enum KeyKind: UInt16 {
  /// `.name`
  case member = 0
  /// `["name"]`
  case named = 1
  /// `[expression]`
  case index = 2
}

/// One piece of a text to be put together.
enum Piece {
  case literal(String)
  case place(Int32)
}
