import ArgumentParser
import HTTPExchange
import Sandbox
import Shell

/// Runs the practice service alone.
struct Sandbox: ContextCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the practice service on a port of this machine.",
    discussion: "The shell starts it by itself for http://sandbox.test; this is for other clients.")

  @Option(help: "The port; 0 takes any free one.")
  var port: UInt16 = 8080

  func run(in context: ShellContext) -> ExitStatus {
    // Nothing has to be finished here, so Ctrl-C may end the process as it does by default.
    context.interruption.unwatchSignal()
    do {
      let server = try SandboxServer.start(port: Int(port))
      context.writeOutput(
        "The practice service listens on http://127.0.0.1:\(server.port), Ctrl-C ends it. GET / describes it.\n"
      )
      server.waitUntilStopped()
      return .done
    } catch {
      context.writeError("error: port \(port) cannot be used: \(error); --port 0 takes any free one\n")
      return .usage
    }
  }
}
