extension HARRecording {
  /// Every text in which a reference can stand.
  package func forEachText(_ body: (String) -> Void) {
    for entry in entries {
      body(entry.request.url)
      for field in entry.request.headers {
        body(field.name)
        body(field.value)
      }
      if let data = entry.request.body { body(String(decoding: data.bytes, as: UTF8.self)) }
      switch entry.outcome {
      case .failure(let failure): body(failure.message)
      case .response(let response):
        body(response.statusText)
        for field in response.headers {
          body(field.name)
          body(field.value)
        }
        body(String(decoding: response.content.bytes, as: UTF8.self))
        if let summary = response.content.summary { body(summary.shape) }
        if let url = response.finalURL { body(url) }
        for redirect in response.redirects { body(redirect.location) }
      }
    }
  }
}
