import GoText

/// One step of a scenario or a macro. Its values are templates: `${NAME}` in them is filled in when it is played.
package struct Step: Sendable {
    /// What a step does.
    enum Action: Sendable {
        /// Plays a macro; its results are named `label.STEP`.
        case use(macro: String, arguments: JSONObject, label: String)
        /// Lets so many seconds go by.
        case wait(JSONValue)
        /// Makes a fresh key pair.
        case key(JSONValue)
        /// Signs a JWT.
        case sign(JSONValue)
        /// Sets what the hook server answers.
        case serve(JSONValue)
        /// Looks at what the hook server was sent.
        case received(JSONValue)
        /// Sends a request.
        case request(RequestTemplate)
    }

    let action: Action
    /// The name of its result.
    let name: String
    /// What later steps need of the answer: variable and source.
    let saves: JSONObject

    /// - Parameters:
    ///   - number: the step's place, from 1, for the names of those that have none.
    ///   - place: where it stands, for messages.
    init(_ value: JSONValue, number: Int, place: String) throws(SuiteError) {
        guard let step = value.objectValue else { throw SuiteError("\(place): step \(number) is no mapping") }
        saves = step["save"]?.objectValue ?? [:]
        var fallback = "step\(number)"
        if let use = step["use"]?.stringValue {
            action = .use(
                macro: use, arguments: step["with"]?.objectValue ?? [:], label: step["as"]?.stringValue ?? use)
            fallback = use
        } else if let seconds = step["wait"] {
            action = .wait(seconds)
        } else if let key = step["key"] {
            action = .key(key)
        } else if let sign = step["sign"] {
            action = .sign(sign)
        } else if let serve = step["serve"] {
            action = .serve(serve)
        } else if let received = step["received"] {
            action = .received(received)
            fallback = "received\(number)"
        } else {
            action = .request(try RequestTemplate(step, place: "\(place): step \(number)"))
        }
        name = step["step"].map(PlainText.of) ?? fallback
    }

    /// The steps of a document.
    static func list(_ value: JSONValue?, place: String) throws(SuiteError) -> [Step] {
        guard let values = value?.arrayValue else { throw SuiteError("\(place): no list of steps") }
        var steps: [Step] = []
        for (index, value) in values.enumerated() {
            steps.append(try Step(value, number: index + 1, place: place))
        }
        return steps
    }
}
