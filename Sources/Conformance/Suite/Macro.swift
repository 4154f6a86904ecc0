import GoText

/// Steps with parameters that scenarios share.
struct Macro: Sendable {
    /// The parameters and what they are unless given.
    let parameters: JSONObject
    let steps: [Step]

    init(_ document: JSONValue, place: String) throws(SuiteError) {
        parameters = document.objectValue?["params"]?.objectValue ?? [:]
        steps = try Step.list(document.objectValue?["steps"], place: place)
    }
}
