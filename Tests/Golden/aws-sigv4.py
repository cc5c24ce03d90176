#!/usr/bin/env python3
"""Makes aws-sigv4.json: requests as botocore signs them.

    python3 Tests/Golden/aws-sigv4.py > Tests/Golden/aws-sigv4.json
"""

import datetime
import json

import botocore.auth
import botocore.awsrequest
import botocore.credentials

KEY = "AKIDEXAMPLE"
SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
TIME = datetime.datetime(2015, 8, 30, 12, 36, 0)

CASES = [
    dict(name="get", url="https://example.amazonaws.com/"),
    dict(name="no path", url="https://example.amazonaws.com"),
    dict(name="post with form", method="POST", url="https://example.amazonaws.com/",
         headers={"Content-Type": "application/x-www-form-urlencoded"}, body="Param1=value1"),
    dict(name="query in order", url="https://example.amazonaws.com/?b=2&a=1&a=0&B=3"),
    dict(name="query without value", url="https://example.amazonaws.com/?acl&list-type=2", service="s3"),
    dict(name="query with escapes", url="https://example.amazonaws.com/?key=a%20b%2Fc%3D&u=%C3%A4"),
    dict(name="path with blank", url="https://example.amazonaws.com/a%20b/c"),
    dict(name="path with escape", url="https://example.amazonaws.com/id/arn%3Aaws%3Ax%2Fy"),
    dict(name="path with dots", url="https://example.amazonaws.com/a/./b/../c//d/",
         sent="https://example.amazonaws.com/a/c//d/"),
    dict(name="path beyond ascii", url="https://example.amazonaws.com/%E1%88%B4"),
    dict(name="port", url="http://localhost:8000/x"),
    dict(name="usual port", url="https://example.amazonaws.com:443/x"),
    dict(name="header with blanks", url="https://example.amazonaws.com/",
         headers={"My-Header": "  a   b  ", "Accept": "application/json"}),
    dict(name="user agent is not signed", url="https://example.amazonaws.com/",
         headers={"User-Agent": "patchbay"}),
    dict(name="session token", url="https://example.amazonaws.com/", token="the/session+token=="),
    dict(name="s3 object", url="https://bucket.s3.amazonaws.com/a%20b/c%2Bd.txt", service="s3"),
    dict(name="s3 put", method="PUT", url="https://bucket.s3.amazonaws.com/test.txt", service="s3",
         body="Welcome to Amazon S3.", headers={"x-amz-storage-class": "REDUCED_REDUNDANCY"}),
    dict(name="s3 unsigned payload", method="PUT", url="https://bucket.s3.amazonaws.com/test.txt",
         service="s3", body="Welcome to Amazon S3.", unsigned=True),
    dict(name="s3 with session token", url="https://bucket.s3.eu-central-1.amazonaws.com/?prefix=a%2Fb",
         service="s3", region="eu-central-1", token="the/session+token=="),
    dict(name="json to dynamodb", method="POST", url="https://dynamodb.eu-west-1.amazonaws.com/",
         service="dynamodb", region="eu-west-1", body='{"TableName":"Grüße"}',
         headers={"Content-Type": "application/x-amz-json-1.0",
                  "X-Amz-Target": "DynamoDB_20120810.DescribeTable"}),
    dict(name="s3 path with raw marks", url="https://bucket.s3.amazonaws.com/a=&()*'!,;@$+:b~-._c", service="s3",
         sent="https://bucket.s3.amazonaws.com/a%3D%26%28%29%2A%27%21%2C%3B%40%24%2B%3Ab~-._c"),
    dict(name="s3 path with dots", url="https://bucket.s3.amazonaws.com/a/../b/./c//d/..?x", service="s3",
         sent="https://bucket.s3.amazonaws.com/b/c//?x"),
    dict(name="s3 path with hidden dots", url="https://bucket.s3.amazonaws.com/a/%2e%2E/b/.%2e", service="s3",
         sent="https://bucket.s3.amazonaws.com/"),
    dict(name="query with raw marks", url="https://example.amazonaws.com/x?a=b,c:d/e+f&g=(1)&h=%c3%a4&i&j=",
         sent="https://example.amazonaws.com/x?a=b%2Cc%3Ad%2Fe%20f&g=%281%29&h=%C3%A4&i&j="),
    dict(name="path with raw marks", url="https://example.amazonaws.com/a=&()*'!,;@$+:b~-._c"),
    dict(name="path with hidden dots", url="https://example.amazonaws.com/a/%2e%2e/b//../c",
         sent="https://example.amazonaws.com/b/c"),
    dict(name="execute-api", method="DELETE",
         url="https://abc.execute-api.eu-west-1.amazonaws.com/prod/items/7?force=true",
         service="execute-api", region="eu-west-1"),
]


def sign(case):
    service = case.get("service", "service")
    # The URL that goes out, where it is not the one that was written.
    sent = case.get("sent", case["url"])
    region = case.get("region", "us-east-1")
    kind = botocore.auth.S3SigV4Auth if service == "s3" else botocore.auth.SigV4Auth
    signer = kind(botocore.credentials.Credentials(KEY, SECRET, case.get("token")), service, region)
    request = botocore.awsrequest.AWSRequest(
        method=case.get("method", "GET"), url=sent, headers=case.get("headers", {}),
        data=case.get("body", "").encode())
    if case.get("unsigned"):
        request.context["client_config"] = type("Config", (), {"s3": {"payload_signing_enabled": False}})()
    request.context["timestamp"] = TIME.strftime("%Y%m%dT%H%M%SZ")
    botocore.auth.get_current_datetime = lambda *_, **__: TIME
    signer.add_auth(request)
    return {
        "name": case["name"], "method": request.method, "url": case["url"], "sent": sent,
        "headers": case.get("headers", {}), "body": case.get("body", ""), "service": service,
        "region": region, "sessionToken": case.get("token"), "unsignedPayload": case.get("unsigned", False),
        "authorization": request.headers["Authorization"],
    }


print(json.dumps([sign(case) for case in CASES], indent=1, ensure_ascii=False))
