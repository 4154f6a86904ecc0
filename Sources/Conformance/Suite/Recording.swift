import GoText

/// What real Hydra answered to a scenario, step by step, with patterns for what changes from play to play.
package struct Recording: Sendable {
    /// A step with a name and the recorded result.
    struct RecordedStep: Sendable {
        let name: String
        let content: JSONObject

        /// Whether the step could not be played: then it must not be playable elsewhere either.
        var isUnplayable: Bool { content["unplayable"] != nil }
    }

    let steps: [RecordedStep]

    /// How many steps have a recorded result.
    package var stepCount: Int { steps.count }

    init(_ bytes: [UInt8], name: String) throws(SuiteError) {
        do {
            let document = try JSONValue.decodeWhole(bytes)
            steps = (document.objectValue?["steps"]?.arrayValue ?? []).compactMap { value in
                guard let content = value.objectValue, let step = content["step"] else { return nil }
                return RecordedStep(name: step.stringValue ?? "", content: content)
            }
        } catch {
            throw SuiteError("recording \(name): \(error)")
        }
    }
}
