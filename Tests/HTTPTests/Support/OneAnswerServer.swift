import Glibc

/// Accepts one connection, reads once, sends some bytes and closes.
final class OneAnswerServer {
    let port: Int

    init(_ answer: String) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(listener, $0, length)
                _ = listen(listener, 1)
                _ = getsockname(listener, $0, &length)
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Context(listener, Array(answer.utf8)))
        pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Context>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, context.toOpaque())
        pthread_detach(thread)
    }

    private final class Context {
        let listener: Int32
        let answer: [UInt8]

        init(_ listener: Int32, _ answer: [UInt8]) {
            self.listener = listener
            self.answer = answer
        }

        func run() {
            let connection = accept(listener, nil, nil)
            close(listener)
            var buffer = [UInt8](repeating: 0, count: 65_536)
            _ = recv(connection, &buffer, buffer.count, 0)
            _ = send(connection, answer, answer.count, Int32(MSG_NOSIGNAL))
            close(connection)
        }
    }
}
