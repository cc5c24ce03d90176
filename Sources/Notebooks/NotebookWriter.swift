import JSON
package import Transcripts

/// Writes a session as a Jupyter notebook (nbformat 4.5): the same session gives the same bytes.
///
/// What the format has no place for stands in `metadata.patchbay`, where it is not what a reader would assume, so that
/// the session file can be restored byte for byte.
package enum NotebookWriter {
  /// The text of an `.ipynb` file.
  package static func write(_ transcript: Transcript) -> String {
    let items = NotebookItems(transcript)
    var identifiers = CellIdentifiers(items.items)
    let cells = items.items.map { cell($0, id: identifiers.identifier(of: $0)) }
    var ours = JSONObject()
    if let ending = items.ending { ours["after"] = .string(ending) }
    if !transcript.metadata.isEmpty {
      // As text: Jupyter sorts members, and reads long numbers as doubles.
      let comment = TranscriptWriter.write(Transcript(metadata: transcript.metadata))
      ours["comment"] = NotebookText.lines(comment)
    }
    if transcript.usesCRLF { ours["crlf"] = true }
    var metadata: JSONObject = [
      "kernelspec": [
        "display_name": "Patchbay", "language": .string(NotebookNames.language),
        "name": .string(NotebookNames.kernel),
      ],
      // The nearest language that notebooks can colour is named for both.
      "language_info": [
        "codemirror_mode": "javascript", "file_extension": ".snippet", "mimetype": "text/x-snippet",
        "name": .string(NotebookNames.language), "pygments_lexer": "javascript",
      ],
    ]
    if !ours.isEmpty { metadata[NotebookNames.member] = .object(ours) }
    return NotebookText.file([
      "cells": .array(cells), "metadata": .object(metadata), "nbformat": 4, "nbformat_minor": 5,
    ])
  }

  private static func cell(_ item: NotebookItem, id: String) -> JSONValue {
    switch item.content {
    case .markdown(let text):
      var metadata = JSONObject()
      add(ours(item), to: &metadata)
      return [
        "cell_type": "markdown", "id": .string(id), "metadata": .object(metadata),
        "source": NotebookText.lines(text),
      ]
    case .code(let fence):
      return [
        "cell_type": "code", "execution_count": .null, "id": .string(id),
        "metadata": .object(metadata(of: fence, ours(item))), "outputs": NotebookOutputs.outputs(of: fence),
        "source": NotebookText.lines(fence.source),
      ]
    }
  }

  private static func metadata(of fence: CellFence, _ ours: JSONObject) -> JSONObject {
    var metadata = JSONObject()
    if fence.isHidden { metadata["jupyter"] = ["source_hidden": true] }
    var members = ours.members + fence.layout.members
    if let id = fence.id, !id.isEmpty { members.append(.init("id", .string(id))) }
    if fence.isVolatile { members.append(.init("volatile", true)) }
    for (name, words) in [
      ("outputWords", fence.output == nil ? [] : fence.outputWords), ("words", fence.otherWords),
    ]
    where !words.isEmpty {
      members.append(.init(name, .array(words.map { .string($0) })))
    }
    add(JSONObject(members.sorted { $0.name < $1.name }), to: &metadata)
    let tags =
      (fence.isHidden ? [NotebookNames.hidden] : []) + (fence.mustFail ? [NotebookNames.mayFail] : [])
    if !tags.isEmpty { metadata["tags"] = .array(tags.map { .string($0) }) }
    return metadata
  }

  private static func ours(_ item: NotebookItem) -> JSONObject {
    item.gap.map { ["before": .string($0)] } ?? [:]
  }

  private static func add(_ members: JSONObject, to metadata: inout JSONObject) {
    if !members.isEmpty { metadata[NotebookNames.member] = .object(members) }
  }
}
