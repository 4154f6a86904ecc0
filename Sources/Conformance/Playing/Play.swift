import GoText

/// One play of a scenario: its variables, cookies and keys, and the results so far.
struct Play {
    private let player: ScenarioPlayer
    private var names: [String: JSONValue]
    private var jars: [String: CookieJar] = [:]
    private var keys: [String: ScenarioKey] = [:]
    /// Texts that results may contain, in the order they came; see ``Normaliser``.
    private(set) var saved: [SavedText]
    private(set) var results: [StepResult] = []

    /// The macro that steps stand in: what their names begin with, and its arguments.
    private struct Scope {
        var prefix = ""
        var arguments: [String: JSONValue] = [:]
    }

    init(player: ScenarioPlayer) {
        self.player = player
        let run = Self.freshWord()
        names = ["run": .string(run)]
        saved = [SavedText(name: "run", text: run)]
    }

    /// Plays the steps of a scenario.
    mutating func run(_ steps: [Step]) async {
        await run(steps, in: Scope())
    }

    private mutating func run(_ steps: [Step], in scope: Scope) async {
        for step in steps {
            do {
                try await play(step, in: scope)
            } catch {
                results.append(.unplayable(scope.prefix + step.name, error))
            }
        }
    }

    private mutating func play(_ step: Step, in scope: Scope) async throws(Unplayable) {
        let template = template(in: scope)
        switch step.action {
        case .use(let macro, let arguments, let label):
            try await use(macro, arguments: arguments, label: label, in: scope)
        case .wait(let seconds):
            await player.sender.clock.advance(by: Double(try template.text(seconds)) ?? 0)
        case .key(let spec): try await makeKey(try template.fill(spec).objectValue ?? [:])
        case .sign(let spec): try sign(try template.fill(spec).objectValue ?? [:])
        case .serve(let spec):
            let reply = try template.fill(spec).objectValue ?? [:]
            player.hooks.serve(reply, at: reply["path"]?.stringValue ?? "/")
        case .received(let spec):
            try await receive(try template.fill(spec).objectValue ?? [:], step: step, in: scope)
        case .request(let request): try await send(request, step: step, in: scope)
        }
    }

    private func template(in scope: Scope) -> Template {
        template(with: scope.arguments)
    }

    /// Arguments go before what steps have saved.
    private func template(with arguments: [String: JSONValue]) -> Template {
        Template(
            names: names.merging(arguments) { _, argument in argument },
            now: Int(player.sender.clock.now().rounded(.down)))
    }

    private mutating func use(
        _ name: String, arguments: JSONObject, label: String, in scope: Scope
    ) async throws(Unplayable) {
        guard let macro = player.macros[name] else { throw Unplayable("no macro \(name)") }
        var given = macro.parameters
        for (parameter, value) in arguments { given[parameter] = value }
        var inner = scope
        inner.prefix += "\(label)."
        for (parameter, value) in given {
            // One that names what the macro itself saves is filled in when it is used.
            inner.arguments[parameter] = (try? template(with: inner.arguments).fill(value)) ?? value
        }
        await run(macro.steps, in: inner)
    }

    private mutating func makeKey(_ spec: JSONObject) async throws(Unplayable) {
        let name = spec["name"].map(PlainText.of) ?? "key"
        let made = try? await player.group.onBackgroundThread {
            Result { () throws(Unplayable) in try ScenarioKey(spec) }
        }
        guard let key = try made?.get() else { throw Unplayable("no key \(name)") }
        keys[name] = key
        let members = key.publicJSON
        names["\(name).jwk"] = .object(members)
        names["\(name).private_jwk"] = .object(key.privateJSON)
        names["\(name).jwks"] = .object(["keys": .array([.object(members)])])
        for member in ["n", "x", "y"] {
            if let text = members[member]?.stringValue { save("\(name).\(member)", text) }
        }
    }

    private mutating func sign(_ spec: JSONObject) throws(Unplayable) {
        let name = spec["key"].map(PlainText.of) ?? ""
        guard let key = keys[name], let variable = spec["save"]?.stringValue else { throw Unplayable("no key \(name)") }
        names[variable] = .string(
            try key.sign(
                header: spec["header"]?.objectValue ?? [:], claims: spec["claims"] ?? .object([:]),
                algorithm: spec["alg"]?.stringValue))
    }

    private mutating func receive(_ spec: JSONObject, step: Step, in scope: Scope) async throws(Unplayable) {
        let path = spec["path"]?.stringValue ?? "/"
        let name = scope.prefix + step.name
        guard let call = await waitForCall(of: path, seconds: spec["within"].flatMap { Double(PlainText.of($0)) } ?? 3)
        else {
            results.append(StepResult(step: name, sentAt: player.sender.clock.now(), content: ["request": .null]))
            return
        }
        let text = player.sender.ports.hooksAsRecorded(String(decoding: call.body, as: UTF8.self))
        let chosen = (spec["headers"]?.arrayValue ?? []).map { PlainText.of($0).lowercased() }
        let request = ResultBuilder.content(of: call, text: text, chosen: chosen)
        var content: JSONObject = ["request": .object(request)]
        var decoded: JSONObject = [:]
        for (member, value) in request["body"]?.objectValue ?? [:] {
            guard let text = value.stringValue, text.hasPrefix("ey"), text.filter({ $0 == "." }).count == 2 else {
                continue
            }
            decoded[member] = try await decode(value)
        }
        if !decoded.isEmpty { content["decoded"] = .object(decoded) }
        results.append(StepResult(step: name, sentAt: call.at, content: content))
        let reply = Reply(status: 200, headers: call.headers, text: text, sentAt: call.at)
        try save(step.saves, of: reply, in: scope)
    }

    private func waitForCall(of path: String, seconds: Double) async -> HookCall? {
        let start = ContinuousClock.now
        while true {
            if let call = player.hooks.lastCall(of: path) { return call }
            guard start.duration(to: .now) < .seconds(seconds) else { return nil }
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    private mutating func send(
        _ request: RequestTemplate, step: Step, in scope: Scope
    ) async throws(Unplayable) {
        var jar = request.jar.flatMap { jars[$0] } ?? CookieJar()
        let reply = try await player.sender.send(request, filling: template(in: scope), jar: &jar)
        if let name = request.jar { jars[name] = jar }
        var content = ResultBuilder.content(of: reply)
        if !request.decode.isEmpty {
            var decoded: JSONObject = [:]
            for source in request.decode {
                do {
                    decoded[source] = try await decode(try ValueSource(source).value(in: reply))
                } catch {
                    decoded[source] = .string("no: \(error)")
                }
            }
            content["decoded"] = .object(decoded)
        }
        results.append(StepResult(step: scope.prefix + step.name, sentAt: reply.sentAt, content: content))
        try save(step.saves, of: reply, in: scope)
    }

    private func decode(_ token: JSONValue) async throws(Unplayable) -> JSONValue {
        let keys = try? await player.sender.serverKeys()
        return try TokenVerification.decoded(token, keys: keys)
    }

    /// Saves what there is; what is missing makes the step unplayable.
    private mutating func save(_ saves: JSONObject, of reply: Reply, in scope: Scope) throws(Unplayable) {
        let template = template(in: scope)
        var missing: [String] = []
        for (variable, source) in saves {
            let name = try template.text(variable)
            let source = try template.text(source)
            do {
                let value = try ValueSource(source).value(in: reply)
                names[name] = value
                if let text = value.stringValue, text.unicodeScalars.count >= 6 { save(name, text) }
            } catch {
                missing.append(error.description)
            }
        }
        if !missing.isEmpty { throw Unplayable(missing.joined(separator: "; ")) }
    }

    private mutating func save(_ name: String, _ text: String) {
        if let place = saved.firstIndex(where: { $0.name == name }) {
            saved[place] = SavedText(name: name, text: text)
        } else {
            saved.append(SavedText(name: name, text: text))
        }
    }

    /// A short word, different at every play.
    private static func freshWord() -> String {
        String((0..<8).compactMap { _ in "abcdefghijklmnopqrstuvwxyz234567".randomElement() })
    }
}
