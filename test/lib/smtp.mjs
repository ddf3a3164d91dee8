// A mail server of a few lines (RFC 5321) for the screens' tests: keeps what it is given, refuses whom it is told to.
import { createServer } from 'node:net';

export async function startSmtp() {
  const smtp = { received: [], refused: '', port: 0, stop: () => new Promise(done => server.close(done)) };
  const server = createServer(socket => {
    let mail = { to: [], data: '' }, inData = false, rest = '';
    const say = line => socket.write(`${line}\r\n`);
    socket.on('error', () => {});
    socket.on('data', bytes => {
      rest += bytes;
      for (let end; (end = rest.indexOf('\r\n')) >= 0;) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (inData) {
          if (line !== '.') { mail.data += `${line}\n`; continue; }
          inData = false;
          smtp.received.push(mail);
          say('250 Queued');
        } else if (line.startsWith('MAIL FROM:')) { mail = { from: line.slice(10), to: [], data: '' }; say('250 Fine'); }
        else if (line.startsWith('RCPT TO:')) {
          const no = smtp.refused && line.includes(smtp.refused);
          if (!no) mail.to.push(line.slice(8));
          say(no ? '550 No such mailbox' : '250 Fine');
        } else if (line === 'DATA') { inData = true; say('354 Go on'); }
        else if (line === 'QUIT') { say('221 Bye'); socket.end(); }
        else say('250 Fine');
      }
    });
    say('220 test ESMTP');
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  smtp.port = server.address().port;
  return smtp;
}

// The words of a mail, of quoted-printable as libcurl writes it.
export const textOf = mail => mail.data.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
