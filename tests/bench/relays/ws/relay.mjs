// The broadcast server of the npm `ws` package's own examples: every message goes to every other client.
import { WebSocketServer, WebSocket } from "ws";

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false }, () => {
  console.log(server.address().port);
});

server.on("connection", (socket) => {
  socket.on("error", () => socket.terminate());
  socket.on("message", (data, isBinary) => {
    if (!isBinary && data.subarray(0, 14).equals(HEARTBEAT)) {
      socket.pong();
      return;
    }
    for (const client of server.clients) {
      if (client !== socket && client.readyState === WebSocket.OPEN) {
        client.send(data, { binary: isBinary });
      }
    }
  });
});

const HEARTBEAT = Buffer.from('{"type":"ping"');
