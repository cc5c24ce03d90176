"""Starts every server of this suite on loopback, and ends them all: at the end of its standard input, and on SIGTERM.

Usage: servers.py FOLDER MITMDUMP < a pipe that stays open
Writes FOLDER/addresses.json once each server has answered. Logs stand in FOLDER/logs.
"""

import ctypes
import json
import os
import select
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import certificates

HERE = Path(__file__).resolve().parent
PATIENCE = 60
REGION, ACCOUNT_ACTIONS = "eu-west-1", 4


class Failure(Exception):
    pass


class Servers:
    def __init__(self, folder: Path):
        self.folder, self.logs, self.children, self.held = folder, folder / "logs", {}, []
        # The path of a socket has a hundred characters at most.
        self.sockets = Path(tempfile.mkdtemp(prefix="patchbay-servers-"))
        self.logs.mkdir(parents=True, exist_ok=True)

    def port(self) -> int:
        # All are held until the last is known, so that no two are the same.
        holder = socket.socket()
        holder.bind(("127.0.0.1", 0))
        self.held.append(holder)
        return holder.getsockname()[1]

    def release_ports(self):
        for holder in self.held:
            holder.close()
        self.held = []

    def start(self, name, command, **environment):
        log = open(self.logs / f"{name}.log", "wb")
        self.children[name] = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            cwd=self.folder, env={**os.environ, **environment}, start_new_session=True,
            preexec_fn=_end_with_parent)
        log.close()

    def wait_for(self, name, port, path=None, secure=False):
        """Until the server answers a request, or takes a connection when there is no path to ask for."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self.check(name)
            if _answers(port, path, secure):
                return
            time.sleep(0.05)
        raise Failure(f"{name} does not answer on port {port}")

    def check(self, *names):
        for name in names or self.children:
            status = self.children[name].poll()
            if status is not None:
                log = (self.logs / f"{name}.log").read_text(errors="replace")[-2000:]
                raise Failure(f"{name} ended with {status}:\n{log}")

    def end(self):
        for child in self.children.values():
            _signal_group(child, signal.SIGTERM)
        deadline = time.monotonic() + 3
        for child in self.children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal_group(child, signal.SIGKILL)
                child.wait()
        shutil.rmtree(self.sockets, ignore_errors=True)


def _end_with_parent():
    # Should the supervisor be killed, its children get SIGTERM (Linux).
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _signal_group(child, number):
    if child.poll() is None:
        try:
            os.killpg(child.pid, number)
        except ProcessLookupError:
            pass


def _answers(port, path, secure):
    try:
        if path is None:
            socket.create_connection(("127.0.0.1", port), 2).close()
            return True
        context = ssl._create_unverified_context() if secure else None
        url = f"{'https' if secure else 'http'}://127.0.0.1:{port}{path}"
        # A proxy of the machine has no part in this.
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))
        opener.open(url, timeout=5).close()
        return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def make_static(folder: Path):
    folder.mkdir(exist_ok=True)
    rows = [{"id": n, "name": f"row {n}", "amount": n / 8, "tags": ["a", "b"]} for n in range(100_000)]
    (folder / "large.json").write_text(json.dumps(rows))
    (folder / "page.txt").write_text("A line of text that compresses well.\n" * 1000)


def make_nginx_configuration(folder: Path, made: Path, httpbin: int, ports: dict, listening: Path) -> Path:
    words = {
        "folder": folder, "socket": listening, "certificates": made, "httpbin": f"http://127.0.0.1:{httpbin}",
        # A server that root starts would work as somebody who cannot look into the project's folder.
        "user": "user root;" if os.geteuid() == 0 else "", **ports}
    text = (HERE / "nginx.conf").read_text()
    for name, value in words.items():
        text = text.replace(f"@{name}@", str(value))
    path = folder / "nginx.conf"
    path.write_text(text)
    (folder / "temporary").mkdir(exist_ok=True)
    return path


def make_aws_account(url: str) -> dict:
    """A user with all rights, made in the few calls that the service takes unsigned; then a bucket, signed."""
    import boto3
    from botocore.config import Config

    def service(name, key="none", secret="none"):
        return boto3.client(
            name, region_name=REGION, endpoint_url=url, aws_access_key_id=key, aws_secret_access_key=secret,
            config=Config(proxies={}))

    policy = json.dumps(
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})
    iam = service("iam")
    iam.create_user(UserName="tester")
    key = iam.create_access_key(UserName="tester")["AccessKey"]
    made = iam.create_policy(PolicyName="everything", PolicyDocument=policy)["Policy"]
    iam.attach_user_policy(UserName="tester", PolicyArn=made["Arn"])
    signed = (key["AccessKeyId"], key["SecretAccessKey"])
    s3 = service("s3", *signed)
    s3.create_bucket(Bucket="shelf", CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_object(Bucket="shelf", Key="notes/a b+c ü.txt", Body=b"found", ContentType="text/plain")
    sts = service("sts", *signed)
    try:
        service("sts", signed[0], "wrong").get_caller_identity()
    except Exception:
        pass
    else:
        raise Failure("aws accepts a wrong signature")
    role = iam_role(service("iam", *signed), policy)
    session = sts.assume_role(RoleArn=role, RoleSessionName="tests")["Credentials"]
    return {
        "url": url, "region": REGION, "accessKeyId": signed[0], "secretAccessKey": signed[1], "bucket": "shelf",
        "key": "notes/a b+c ü.txt",
        "session": {
            "accessKeyId": session["AccessKeyId"], "secretAccessKey": session["SecretAccessKey"],
            "sessionToken": session["SessionToken"]}}


def iam_role(iam, policy: str) -> str:
    trust = json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]})
    role = iam.create_role(RoleName="guest", AssumeRolePolicyDocument=trust)["Role"]
    iam.put_role_policy(RoleName="guest", PolicyName="everything", PolicyDocument=policy)
    return role["Arn"]


def start_all(servers: Servers, mitmdump: str) -> dict:
    folder, binaries = servers.folder, Path(sys.executable).parent
    made = certificates.make(folder / "certificates")
    make_static(folder / "static")
    names = ["httpbin", "oauth", "aws", "faults", "strict", "proxy"]
    port = {name: servers.port() for name in names}
    nginx = {
        name: servers.port()
        for name in ["plain", "tls", "tlsOnly1", "mutual", "expired", "wrongHost", "stranger"]}
    configuration = make_nginx_configuration(folder, folder / "certificates", port["httpbin"], nginx, servers.sockets / "nginx")
    proxy_folder = folder / "mitmproxy"
    servers.release_ports()

    # One thread each: httpbin seeds a generator that all threads of a process share.
    servers.start(
        "httpbin", [
            sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port['httpbin']}", "--worker-class", "gthread",
            "--workers", "8", "--threads", "1", "--preload", "--no-control-socket", "httpbin:app"])
    servers.start("oauth", [sys.executable, HERE / "oauth_server.py", port["oauth"], folder / "certificates"])
    servers.start(
        "aws", [binaries / "moto_server", "-H", "127.0.0.1", "-p", port["aws"]],
        INITIAL_NO_AUTH_ACTION_COUNT=str(ACCOUNT_ACTIONS))
    servers.start("faults", [sys.executable, HERE / "faults.py", port["faults"], port["strict"], folder / "certificates"])
    servers.start("nginx", ["nginx", "-p", folder, "-c", configuration, "-e", servers.logs / "nginx.log"])
    servers.start(
        "proxy", [
            mitmdump, "--quiet", "--listen-host", "127.0.0.1", "--listen-port", port["proxy"],
            "--proxyauth", "user:p@ss/word%", "--set", f"confdir={proxy_folder}",
            "--set", f"ssl_verify_upstream_trusted_ca={made['authority']}"])

    servers.wait_for("httpbin", port["httpbin"], "/get")
    servers.wait_for("oauth", port["oauth"], "/seen")
    servers.wait_for("faults", port["faults"], "/ok")
    servers.wait_for("nginx", nginx["tls"], "/get", secure=True)
    servers.wait_for("proxy", port["proxy"])
    servers.wait_for("aws", port["aws"], "/moto-api/data.json")
    account = make_aws_account(f"http://127.0.0.1:{port['aws']}")
    servers.check()

    def http(name): return f"http://127.0.0.1:{port[name]}"
    return {
        "httpbin": http("httpbin"), "oauth": http("oauth"), "faults": http("faults"),
        "strict": f"https://localhost:{port['strict']}", "aws": account,
        "nginx": {
            name: f"{'http' if name == 'plain' else 'https'}://localhost:{number}" for name, number in nginx.items()}
        | {"socket": str(servers.sockets / "nginx")},
        "proxy": {
            "url": http("proxy"), "user": "user", "password": "p@ss/word%",
            "authority": str(proxy_folder / "mitmproxy-ca-cert.pem")},
        "certificates": made}


def main():
    folder, mitmdump = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).absolute()
    addresses = folder / "addresses.json"
    addresses.unlink(missing_ok=True)
    servers = Servers(folder)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))
    try:
        found = start_all(servers, mitmdump)
        partial = addresses.with_suffix(".part")
        partial.write_text(json.dumps(found, indent=2) + "\n")
        partial.rename(addresses)
        # Until whoever started this closes the pipe or is gone; meanwhile no server may end.
        while not select.select([sys.stdin], [], [], 1)[0]:
            servers.check()
    except Failure as failure:
        sys.exit(str(failure))
    finally:
        servers.end()
        addresses.unlink(missing_ok=True)


main()
