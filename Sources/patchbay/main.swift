import CommandLineTool

endProcess(with: runShell(arguments: Array(CommandLine.arguments.dropFirst())))
