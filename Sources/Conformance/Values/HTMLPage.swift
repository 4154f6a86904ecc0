import GoText

/// What counts of an HTML page: its title, its form, its frames and where it goes on to; not its looks.
struct HTMLPage {
    private var title = ""
    private var frames: [JSONValue] = []
    private var goesTo: JSONValue?
    private var action: JSONValue = .null
    private var inputs: JSONObject?

    init(_ text: String) {
        var scanner = HTMLScanner(text)
        var isInTitle = false
        while let item = scanner.next() {
            switch item {
            case .start(let name, let attributes):
                isInTitle = name == "title"
                read(name, attributes)
            case .text(let text):
                if isInTitle { title += Self.trimmed(text) }
                isInTitle = false
            }
        }
    }

    /// The form as recordings hold it: `action` and `inputs`; nil without a form.
    var form: JSONValue? {
        inputs.map { .object(["action": action, "inputs": .object($0)]) }
    }

    /// The value of a form's input.
    func input(_ name: String) -> JSONValue? {
        inputs?[name]
    }

    /// As the body of a recording: the form, or else the page.
    var json: JSONValue {
        if let form { return .object(["html_form": form]) }
        var page: JSONObject = ["title": .string(title)]
        if !frames.isEmpty {
            // Frames stand in no certain order.
            let keyed = frames.map { (PlainText.json($0, sortsMembers: true), $0) }
            page["frames"] = .array(keyed.sorted { $0.0 < $1.0 }.map(\.1))
        }
        page["goes_to"] = goesTo
        return .object(["html_page": .object(page)])
    }

    private mutating func read(_ tag: String, _ attributes: [String: String?]) {
        switch tag {
        case "form":
            action = Self.value(attributes["action"]) ?? .null
            inputs = [:]
        case "input":
            if let name = attributes["name"].flatMap({ $0 }), !name.isEmpty {
                inputs?[name] = Self.value(attributes["value"]) ?? ""
            }
        case "iframe":
            frames.append(SplitURL(attributes["src"].flatMap { $0 } ?? "").json)
        case "meta":
            guard attributes["http-equiv"].flatMap({ $0 })?.lowercased() == "refresh" else { return }
            let content = attributes["content"].flatMap { $0 } ?? ""
            let target = content.firstIndex(of: "=").map { content[content.index(after: $0)...] } ?? Substring(content)
            goesTo = SplitURL(String(target)).json
        default: break
        }
    }

    /// Null for an attribute without a value, nil where the attribute is missing.
    private static func value(_ attribute: String??) -> JSONValue? {
        attribute.map { $0.map(JSONValue.string) ?? .null }
    }

    private static func trimmed(_ text: String) -> String {
        let blanks: (Character) -> Bool = { $0.isWhitespace }
        let start = text.drop(while: blanks)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
