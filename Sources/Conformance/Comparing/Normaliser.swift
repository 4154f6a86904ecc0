import GoText

/// Puts names in place of what is different at every play: `${VAR}` for saved texts, words for times inside texts.
struct Normaliser {
    private struct Known {
        let name: String
        let text: [UInt8]
        let length: Int
    }

    private let known: [Known]

    /// - Parameter saved: the texts and their names. Of two names of one text the later counts.
    init(saved: [SavedText]) {
        var names: [String: String] = [:]
        for text in saved { names[text.text] = text.name }
        for text in saved where TextPattern.isUUID(text.text) {
            // Hydra ends the names of its CSRF cookies with a hash of the client's id.
            names["_csrf_dev_\(Murmur3.hash32(Array(text.text.utf8)))"] = "_csrf_dev_+murmur3 of \(text.name)"
        }
        for text in saved {
            let form = GoEscape.queryEscape(text.text)
            let percent = ByteText.replacing([0x2B], in: Array(form.utf8), with: Array("%20".utf8))
            for spelling in [String(decoding: percent, as: UTF8.self), form] where names[spelling] == nil {
                names[spelling] = text.name
            }
        }
        known = names.map { text, name in
            Known(name: name, text: Array(text.utf8), length: text.unicodeScalars.count)
        }
        .sorted { ($1.length, $0.name) < ($0.length, $1.name) }
    }

    /// The results of one play, ready to be compared.
    func normalised(_ results: [StepResult]) -> [StepResult] {
        results.map { result in
            StepResult(step: result.step, sentAt: result.sentAt, content: normalised(result.content))
        }
    }

    /// A value of any shape.
    func normalised(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool, .number: value
        case .string(let text): .string(normalised(text))
        case .array(let elements): .array(elements.map(normalised))
        case .object(let object): .object(normalised(object))
        }
    }

    private func normalised(_ object: JSONObject) -> JSONObject {
        var normal: JSONObject = [:]
        for (key, value) in object { normal[normalised(key)] = normalised(value) }
        return normal
    }

    private func normalised(_ text: String) -> String {
        var bytes = Array(text.utf8)
        for known in known where known.text.count <= bytes.count {
            bytes = ByteText.replacing(known.text, in: bytes, with: Array("${\(known.name)}".utf8))
        }
        if bytes.count >= 20, TextPattern.rfc3339End(in: bytes[...]) != bytes.count {
            bytes = Self.replacingTimes(in: bytes, with: "{RFC 3339 time}", end: TextPattern.rfc3339End)
            bytes = Self.replacingTimes(in: bytes, with: "{Go time}", end: TextPattern.goTimeEnd)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func replacingTimes(
        in bytes: [UInt8], with word: String, end: (ArraySlice<UInt8>) -> Int?
    ) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if TextPattern.isDigit(bytes[index]), let end = end(bytes[index...]) {
                result += Array(word.utf8)
                index = end
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }
}
