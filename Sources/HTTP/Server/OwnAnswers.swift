/// What Go's server answers to well-formed requests before any handler sees them.
enum OwnAnswers {
    static func answer(to head: RequestHead) -> Response? {
        if head.traits.contains(.expectsSomethingElse) {
            return Response(status: 417, headers: ["Connection": "close"])
        }
        let isEverything = head.isText(head.target, "*")
        if isEverything, head.isText(head.method, "OPTIONS") {
            return Response(status: 200, headers: ["Content-Length": "0"])
        }
        if isEverything {
            return Response(status: 400, headers: head.isVersion11 ? ["Connection": "close"] : [:])
        }
        if head.isText(head.method, "CONNECT") {
            return Response(
                status: 404,
                headers: ["Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff"],
                body: Array("404 page not found\n".utf8))
        }
        return nil
    }
}
