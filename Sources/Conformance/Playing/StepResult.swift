import GoText

/// What came of one step.
package struct StepResult: Sendable {
    /// The step's name, with those of the macros that it stands in.
    package let step: String
    /// When its request was sent, in seconds since 1970; 0 when there was none.
    let sentAt: Double
    /// As in a recording, without the step's name: `status`, `headers`, `body`, …, or only `unplayable`.
    package var content: JSONObject

    /// Why the step could not be played; nil when it could.
    package var unplayable: String? { content["unplayable"]?.stringValue }

    static func unplayable(_ step: String, _ problem: Unplayable) -> StepResult {
        StepResult(step: step, sentAt: 0, content: ["unplayable": .string(problem.description)])
    }
}
